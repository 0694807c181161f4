package io.slipway.payload.image.ext4;

import java.io.RandomAccessFile;
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

import io.slipway.payload.image.DebianTools;
import io.slipway.payload.image.ReaderFuzz;

/** Images of 256 KiB, most of them without checksums, which would hide everything behind them. */
class Ext4FuzzTest {

    private static final List<String> OPTIONS = List.of(
            "-t ext4 -b 1024 -N 40 -O ^has_journal,^resize_inode,^metadata_csum",
            "-t ext4 -b 1024 -N 40 -O ^has_journal,^resize_inode,^metadata_csum,inline_data,^64bit",
            "-t ext2 -b 1024 -N 40 -O ^resize_inode",
            "-t ext4 -b 1024 -N 40 -g 256 -O ^has_journal,^resize_inode,^metadata_csum,meta_bg,^flex_bg,uninit_bg",
            "-t ext4 -b 2048 -N 40 -O ^has_journal,^resize_inode,^metadata_csum,bigalloc -C 4096",
            "-t ext4 -b 1024 -N 40 -O ^has_journal,^resize_inode");

    @TempDir
    private static Path folder;

    private static ReaderFuzz fuzz;

    @BeforeAll
    static void make_corpus() throws Exception {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("a/b"));
        Files.writeString(tree.resolve("a/b/text"), "some text ".repeat(300));
        Files.writeString(tree.resolve("a/short"), "a few words ".repeat(7));
        Files.createSymbolicLink(tree.resolve("a/link"), Path.of("l".repeat(80)));
        for (int i = 0; i < 9; i++) {
            Files.writeString(tree.resolve("file with a longer name " + i), "file " + i);
        }
        try (RandomAccessFile holes = new RandomAccessFile(tree.resolve("holes").toFile(), "rw")) {
            for (int i = 0; i < 12; i++) {
                holes.seek(i * 8192L);
                holes.write(1);
            }
        }
        List<byte[]> corpus = new ArrayList<>();
        for (String options : OPTIONS) {
            Path image = Ext4Images.make(folder, options, "256k", tree);
            DebianTools.run(folder, "sh", "-c", "PATH=$PATH:/usr/sbin:/sbin; e2fsck -fyD image; [ $? -le 1 ]");
            corpus.add(Files.readAllBytes(image));
            Files.delete(image);
        }
        fuzz = new ReaderFuzz(new Ext4Reader(), corpus);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    @Timeout(value = 15, unit = TimeUnit.MINUTES)
    void damage_is_refused_or_does_no_harm(long seed) {
        fuzz.run(seed);
    }
}
