package io.slipway.payload.image.container;

import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

import io.slipway.payload.image.ImageFile;

/** Where the parts of files begin and end in the unpacked image: a piece must not reach across. */
final class RunEnds {

    private final long[] sorted;

    RunEnds(List<ImageFile> files) {
        sorted = files.stream()
                .flatMap(file -> file.runs().stream())
                .flatMapToLong(run -> LongStream.of(run.offset(), run.offset() + run.length()))
                .sorted()
                .distinct()
                .toArray();
    }

    /** Whether one is behind {@code from} and before {@code to}. */
    boolean isAnyInside(long from, long to) {
        int i = Arrays.binarySearch(sorted, to);
        int before = i < 0 ? -i - 2 : i - 1;
        return before >= 0 && sorted[before] > from;
    }
}
