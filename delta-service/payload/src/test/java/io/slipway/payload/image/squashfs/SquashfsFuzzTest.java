package io.slipway.payload.image.squashfs;

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

/** Images of a few KiB with every compression; in half of them the metadata is not compressed, which would hide its fields from small damage. */
class SquashfsFuzzTest {

    private static final List<String> OPTIONS = List.of(
            "-nopad -noI -noF -noX -noId -b 4096",
            "-nopad -noI -noF -noX -noId -no-fragments -comp zstd",
            "-nopad -noI -noF -noX -noId -always-use-fragments -comp lz4",
            "-nopad -noI -noF -noD -noX -noId -no-exports -comp xz",
            "-nopad -comp gzip",
            "-nopad -comp xz",
            "-nopad -comp lzo",
            "-nopad -comp lz4",
            "-nopad -comp zstd");

    @TempDir
    private static Path folder;

    private static ReaderFuzz fuzz;

    @BeforeAll
    static void make_corpus() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("a/b/text"), "some text ".repeat(1500));
        Files.writeString(tree.resolve("a/b/same"), "some text ".repeat(1500));
        Files.writeString(tree.resolve("a/short"), "a few words ".repeat(7));
        Files.write(tree.resolve("zeros"), new byte[50_000]);
        Files.createSymbolicLink(tree.resolve("a/link"), Path.of("l".repeat(80)));
        Files.createLink(tree.resolve("linked"), tree.resolve("a/short"));
        for (int i = 0; i < 9; i++) {
            Files.writeString(tree.resolve("file with a longer name " + i), "file " + i);
        }
        List<byte[]> corpus = new ArrayList<>();
        for (String options : OPTIONS) {
            corpus.add(Files.readAllBytes(SquashfsReaderTest.make(folder, tree, options)));
        }
        fuzz = new ReaderFuzz(new SquashfsReader(), corpus);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) {
        fuzz.run(seed);
    }
}
