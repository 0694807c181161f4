package io.slipway.payload.inspect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.script.Layers;

/**
 * Which file each byte of an unpacked target is of. Files have numbers from 0 on; bytes of no file have that of {@link #noFile}. Where files share bytes, the
 * one that begins first has them. Immutable.
 */
final class FileMap {

    private final List<String> paths;
    private final long[] begins;
    private final long[] ends;
    private final int[] files;

    private FileMap(List<String> paths, List<Part> parts) {
        this.paths = List.copyOf(paths);
        this.begins = parts.stream().mapToLong(Part::begin).toArray();
        this.ends = parts.stream().mapToLong(Part::end).toArray();
        this.files = parts.stream().mapToInt(Part::file).toArray();
    }

    /** Bytes that lie together and are of one file. */
    private record Part(long begin, long end, int file) {}

    /** Takes bytes of a file. */
    @FunctionalInterface
    interface Share {

        /** {@code length} bytes are of the file with this number. */
        void take(int file, long length);
    }

    /** The files of an image, where they lie in what a payload unpacks it to. */
    static FileMap of(ImageLayout image, Layers target) {
        UnpackedPlaces places = new UnpackedPlaces(image, target);
        List<String> paths = new ArrayList<>();
        List<Part> parts = new ArrayList<>();
        for (ImageFile file : image.files()) {
            if (!file.isMetadata()) {
                for (ImageFile.Run run : file.runs()) {
                    parts.add(new Part(places.of(run.offset()), places.of(run.offset() + run.length()), paths.size()));
                }
                paths.add(file.path());
            }
        }
        parts.sort(Comparator.comparingLong(Part::begin).thenComparingInt(Part::file));
        return new FileMap(paths, withoutOverlap(parts));
    }

    private static List<Part> withoutOverlap(List<Part> sorted) {
        List<Part> parts = new ArrayList<>(sorted.size());
        long end = 0;
        for (Part part : sorted) {
            if (part.end > end) {
                parts.add(new Part(Math.max(end, part.begin), part.end, part.file));
                end = part.end;
            }
        }
        return parts;
    }

    /** Number of those bytes that are of no file; all numbers of files are lower. */
    int noFile() {
        return paths.size();
    }

    String path(int file) {
        return paths.get(file);
    }

    /** The file that a byte is of. */
    int fileAt(long place) {
        int part = partAt(place);
        return part >= 0 && place < ends[part] ? files[part] : noFile();
    }

    /** Divides bytes that lie together among the files that they are of. */
    void divide(long from, long length, Share share) {
        long end = from + length;
        long at = from;
        for (int part = Math.max(0, partAt(from)); part < begins.length && begins[part] < end; part++) {
            long begin = Math.max(at, begins[part]);
            long partEnd = Math.min(end, ends[part]);
            if (partEnd > begin) {
                take(noFile(), begin - at, share);
                take(files[part], partEnd - begin, share);
                at = partEnd;
            }
        }
        take(noFile(), end - at, share);
    }

    private static void take(int file, long length, Share share) {
        if (length > 0) {
            share.take(file, length);
        }
    }

    /** The last part that begins at or before a place; -1 if all begin behind it. */
    private int partAt(long place) {
        int part = Arrays.binarySearch(begins, place);
        return part < 0 ? -part - 2 : part;
    }
}
