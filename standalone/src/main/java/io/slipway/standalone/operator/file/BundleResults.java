package io.slipway.standalone.operator.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.BundleResult;

/** The results that devices wrote to a medium, which may hold anything: only regular files of a sensible size are read, and no link is followed. */
public final class BundleResults {

    private static final int MOST = 100_000;

    private BundleResults() {}

    /**
     * All results below {@code folder}, in the order of their names.
     *
     * @param unusable hears of each file that is no result
     * @throws StandaloneException if there is no folder with results
     */
    public static List<BundleResult> read(Path folder, Consumer<String> unusable) throws IOException {
        Path results = folder.resolve("results");
        if (!Files.isDirectory(results, LinkOption.NOFOLLOW_LINKS)) {
            throw new StandaloneException("There are no results in " + folder + "; devices write them to results/.");
        }
        List<Path> files;
        try (Stream<Path> all = Files.list(results)) {
            files = all.limit(MOST).sorted().toList();
        }
        List<BundleResult> found = new ArrayList<>();
        for (Path file : files) {
            try {
                found.add(BundleResult.read(content(file)));
            } catch (IllegalArgumentException e) { // refused JSON included
                unusable.accept(file.getFileName() + " is no result: " + e.getMessage());
            }
        }
        return found;
    }

    private static byte[] content(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new IllegalArgumentException("it is no regular file");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS, StandardOpenOption.READ)) {
            byte[] content = in.readNBytes(BundleResult.MAX_BYTES + 1);
            if (content.length > BundleResult.MAX_BYTES) {
                throw new IllegalArgumentException("it has more than " + BundleResult.MAX_BYTES + " bytes");
            }
            return content;
        }
    }
}
