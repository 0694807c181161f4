package io.slipway.payload.image.erofs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.ReaderFuzz;

/** Small images with every data layout and index. */
class ErofsFuzzTest {

    private static final List<String> OPTIONS = List.of(
            "",
            "-Enoinline_data",
            "--chunksize=4096",
            "--chunksize=4096 -Eforce-chunk-indexes",
            "-zlz4",
            "-zlz4hc -C16384 -Eztailpacking",
            "-zlz4 -C16384 -Elegacy-compress");

    private static final List<String> GOLDEN =
            List.of("fragments", "fragments-full-index", "all-fragments", "dedupe", "everything", "small-blocks");

    @TempDir
    private static Path folder;

    private static ReaderFuzz fuzz;

    @BeforeAll
    static void make_corpus() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("a/b/text"), "some text ".repeat(1500));
        Files.writeString(tree.resolve("a/short"), "a few words ".repeat(7));
        Files.write(tree.resolve("zeros"), new byte[50_000]);
        Files.createSymbolicLink(tree.resolve("a/link"), Path.of("l".repeat(80)));
        Files.createLink(tree.resolve("linked"), tree.resolve("a/short"));
        for (int i = 0; i < 9; i++) {
            Files.writeString(tree.resolve("file with a longer name " + i), "file " + i);
        }
        List<byte[]> corpus = new ArrayList<>();
        for (String options : OPTIONS) {
            corpus.add(Files.readAllBytes(ErofsReaderTest.make(folder, tree, options)));
        }
        for (String name : GOLDEN) {
            corpus.add(GoldenErofsTest.image(name));
        }
        fuzz = new ReaderFuzz(new ErofsReader(), corpus);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) {
        fuzz.run(seed);
    }
}
