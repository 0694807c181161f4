package io.slipway.standalone.bench.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BlockIndexTest {

    private static final int BLOCK = 4096;

    @TempDir
    private Path folder;

    @Test
    void only_blocks_that_are_nowhere_yet_are_missing() throws IOException {
        Path from = write("from", "ab");
        Path to = write("to", "bcac");

        long index = BlockIndex.writeMissing(from, to, folder.resolve("missing"));

        assertThat(index).isEqualTo(4 * 32);
        assertThat(folder.resolve("missing")).hasBinaryContent(blocks("c"));
    }

    @Test
    void an_incomplete_last_block_counts_as_one() throws IOException {
        Path from = write("from", "a");
        Path to = folder.resolve("to");
        Files.write(to, Arrays.copyOf(blocks("aa"), BLOCK + 10));

        long index = BlockIndex.writeMissing(from, to, folder.resolve("missing"));

        assertThat(index).isEqualTo(2 * 32);
        assertThat(folder.resolve("missing")).hasSize(10);
    }

    private Path write(String name, String letters) throws IOException {
        return Files.write(folder.resolve(name), blocks(letters));
    }

    /** A block of each letter. */
    private static byte[] blocks(String letters) {
        byte[] blocks = new byte[letters.length() * BLOCK];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = (byte) letters.charAt(i / BLOCK);
        }
        return blocks;
    }
}
