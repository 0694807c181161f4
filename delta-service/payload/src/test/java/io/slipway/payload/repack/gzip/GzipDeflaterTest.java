package io.slipway.payload.repack.gzip;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.Deflater;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What counts is the program {@code gzip}: all bytes of all streams are compared with its own. */
class GzipDeflaterTest {

    private static final int HEADER = 10;
    private static final int TRAILER = 8;

    /** Tiny contents, and those that end near the end of a match, a block, a half of the window or the last place where it searches. */
    private static final int[] LENGTHS = {
        0, 1, 2, 3, 4, 257, 258, 259, 4096, 32_506, 32_767, 32_768, 65_274, 65_275, 65_400, 65_535, 65_536, 65_537,
        98_042, 98_303, 98_304, 150_000
    };

    private static final int RANDOM_CONTENTS = 40;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource
    void packs_content_of_every_kind_and_length_as_the_program_does(GzipContents kind) throws Exception {
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int length : LENGTHS) {
            contents.put(kind + " of " + length, kind.of(length, length));
        }
        for (int level : new int[] {1, 6, 9}) {
            assertSameAsProgram(contents, level);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void packs_random_content_as_the_program_does(int level) throws Exception {
        Random random = new Random(level);
        Map<String, byte[]> contents = new LinkedHashMap<>();
        for (int i = 0; i < RANDOM_CONTENTS; i++) {
            GzipContents kind = GzipContents.values()[random.nextInt(GzipContents.values().length)];
            int length = random.nextInt(1 << random.nextInt(3, 19));
            contents.put(i + " " + kind + " of " + length, kind.of(length, i));
        }
        assertSameAsProgram(contents, level);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void packs_programs_and_large_texts_as_the_program_does(int level) throws Exception {
        Path runtime = Path.of(System.getProperty("java.home"));
        byte[] program = Files.readAllBytes(runtime.resolve("bin/java"));
        byte[] code = Arrays.copyOf(Files.readAllBytes(runtime.resolve("lib/server/libjvm.so")), 1_500_000);
        assertSameAsProgram(
                Map.of("program", program, "code", code, "text", GzipContents.TEXT.of(1_500_000, level)), level);
    }

    @ParameterizedTest
    @ValueSource(ints = {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY})
    void refuses_streams_of_zlib(int strategy) {
        byte[] content = GzipContents.TEXT.of(300_000, 1);
        for (int level = 1; level <= 9; level++) {
            byte[] alien = zlib(content, level, strategy);
            for (int candidate = 1; candidate <= 9; candidate++) {
                assertThat(GzipDeflater.gives(candidate, content, alien)).isFalse();
            }
        }
    }

    @Test
    void refuses_streams_whose_content_the_program_cut_for_rsync() throws Exception {
        byte[] content = GzipContents.TEXT.of(300_000, 1);
        byte[] alien =
                program(Map.of("content", content), "gzip -9 --rsyncable").get("content");
        assertThat(GzipDeflater.gives(9, content, alien)).isFalse();
    }

    @Test
    void refuses_streams_that_differ_in_one_bit() {
        byte[] content = GzipContents.MIXED.of(200_000, 1);
        byte[] packed = GzipDeflater.pack(9, content, content.length);
        assertThat(GzipDeflater.gives(9, content, packed)).isTrue();
        Random random = new Random(1);
        for (int i = 0; i < 50; i++) {
            byte[] other = packed.clone();
            other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            assertThat(GzipDeflater.gives(9, content, other)).isFalse();
        }
        packed[packed.length - 1] ^= (byte) 0x80;
        assertThat(GzipDeflater.gives(9, content, packed)).isFalse();
    }

    @Test
    void cuts_off_what_is_longer_than_allowed() {
        byte[] content = GzipContents.MIXED.of(200_000, 1);
        byte[] packed = GzipDeflater.pack(6, content, content.length);
        for (int limit : new int[] {0, 1, 1000, packed.length - 1}) {
            assertThat(GzipDeflater.pack(6, content, limit)).isEqualTo(Arrays.copyOf(packed, limit + 1));
        }
        assertThat(GzipDeflater.pack(6, content, packed.length)).isEqualTo(packed);
    }

    @Test
    void knows_the_levels_of_the_program_alone() {
        for (int level : new int[] {0, 10}) {
            assertThatThrownBy(() -> GzipDeflater.pack(level, new byte[1], 10))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private void assertSameAsProgram(Map<String, byte[]> contents, int level) throws Exception {
        program(contents, "gzip -" + level).forEach((name, expected) -> {
            byte[] content = contents.get(name);
            assertThat(Arrays.mismatch(GzipDeflater.pack(level, content, expected.length), expected))
                    .as("first byte that differs, level %d, %s", level, name)
                    .isEqualTo(-1);
        });
    }

    /** The deflate streams that the program makes; a run of it for each, because its window keeps what it packed before. */
    private Map<String, byte[]> program(Map<String, byte[]> contents, String command) throws Exception {
        for (Map.Entry<String, byte[]> content : contents.entrySet()) {
            Files.write(folder.resolve(content.getKey()), content.getValue());
        }
        DebianTools.run(
                folder,
                "sh",
                "-c",
                "rm -f *.gz; for f in *; do " + command + " -nc \"$f\" > \"$f.gz\" || exit 1; done");
        Map<String, byte[]> streams = new LinkedHashMap<>();
        for (String name : contents.keySet()) {
            byte[] member = Files.readAllBytes(folder.resolve(name + ".gz"));
            streams.put(name, Arrays.copyOfRange(member, HEADER, member.length - TRAILER));
        }
        return streams;
    }

    private static byte[] zlib(byte[] content, int level, int strategy) {
        try (Deflater deflater = new Deflater(level, true)) {
            deflater.setStrategy(strategy);
            deflater.setInput(content);
            deflater.finish();
            byte[] packed = new byte[2 * content.length];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }
}
