package io.slipway.payload.repack;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.image.DebianTools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Debian 12's {@code zstd} is release 1.5.4. */
class StreamPackerTest {

    private static final RepackRecipe.ZstdStream LEVEL_1 = new RepackRecipe.ZstdStream(1, 4, true, true, false, 0);

    /** At level 1, jobs take 2 MiB each. */
    private static final int THREE_JOBS = 5_000_000;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "zstd -q -1 < content, 1, true, true, false, 0",
        "zstd -q -3 -T0 < content, 3, true, true, false, 0",
        "zstd -q -9 -T0 < content, 9, true, true, false, 0",
        "zstd -q -19 < content, 19, true, true, false, 0",
        "zstd -q -9 -c content, 9, true, true, true, 0",
        "zstd -q -9 --single-thread < content, 9, false, true, false, 0",
        "zstd -q -6 --single-thread -c content, 6, false, true, true, 0",
        "zstd -q -3 --no-check < content, 3, true, false, false, 0",
        "zstd -q -3 --long < content, 3, true, true, false, 27",
        "zstd -q -3 --long=24 -c content, 3, true, true, true, 24",
    })
    void packs_as_the_program_does(
            String command, int level, boolean jobs, boolean checksum, boolean contentSize, int longWindow)
            throws Exception {
        // Given
        byte[] content = Samples.content(THREE_JOBS);
        Files.write(folder.resolve("content"), content);
        DebianTools.run(folder, "sh", "-c", command + " > packed");

        // When
        byte[] packed = StreamPacker.packAll(
                new RepackRecipe.ZstdStream(level, 4, jobs, checksum, contentSize, longWindow), content);

        // Then
        assertThat(packed).isEqualTo(Files.readAllBytes(folder.resolve("packed")));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 131_072, 262_144, 524_288, 2_097_152, 4_194_304})
    void packs_content_of_every_length_as_the_program_does(int length) throws Exception {
        // Given
        byte[] content = Samples.content(length);
        Files.write(folder.resolve("content"), content);
        DebianTools.run(folder, "sh", "-c", "zstd -q -1 < content > piped; zstd -q -1 -c content > read");

        // When
        byte[] piped = StreamPacker.packAll(LEVEL_1, content);
        byte[] read = StreamPacker.packAll(new RepackRecipe.ZstdStream(1, 4, true, true, true, 0), content);

        // Then
        assertThat(piped).isEqualTo(Files.readAllBytes(folder.resolve("piped")));
        assertThat(read).isEqualTo(Files.readAllBytes(folder.resolve("read")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void packs_the_same_however_content_is_portioned(boolean contentSize) throws Exception {
        RepackRecipe.ZstdStream recipe = new RepackRecipe.ZstdStream(1, 4, true, true, contentSize, 0);
        byte[] content = Samples.content(THREE_JOBS);
        byte[] whole = StreamPacker.packAll(recipe, content);
        for (int seed = 0; seed < 5; seed++) {
            Random random = new Random(seed);
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (StreamPacker packer = StreamPacker.of(recipe, content.length)) {
                for (int at = 0; at < content.length; ) {
                    int length = Math.min(content.length - at, random.nextInt(1 << random.nextInt(4, 21)));
                    packer.write(content, at, length, packed);
                    at += length;
                }
                packer.finish(packed);
            }
            assertThat(packed.toByteArray()).isEqualTo(whole);
        }
    }

    @Test
    void hands_on_what_is_packed_before_all_content_is_there() throws Exception {
        byte[] content = Samples.content(THREE_JOBS);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        RepackRecipe.ZstdStream recipe = new RepackRecipe.ZstdStream(1, 4, false, true, false, 0);
        try (StreamPacker packer = StreamPacker.of(recipe, content.length)) {
            packer.write(content, 0, content.length / 2, packed);
            assertThat(packed.size()).isPositive();
        }
    }

    @Test
    void refuses_another_length_than_was_promised() throws Exception {
        byte[] content = Samples.content(1000);
        try (StreamPacker packer = StreamPacker.of(LEVEL_1, 1000)) {
            packer.write(content, 0, 999, OutputStream.nullOutputStream());
            assertThatThrownBy(() -> packer.finish(OutputStream.nullOutputStream()))
                    .isInstanceOf(CannotRepackException.class)
                    .hasMessage("a stream has 999 bytes instead of 1000");
            assertThatThrownBy(() -> packer.write(content, 0, 2, OutputStream.nullOutputStream()))
                    .isInstanceOf(CannotRepackException.class)
                    .hasMessage("a stream has more than 1000 bytes");
        }
    }

    @Test
    void refuses_a_release_that_is_not_here() {
        RepackRecipe.ZstdStream recipe = new RepackRecipe.ZstdStream(1, 99, true, true, false, 0);
        assertThat(Repacker.supports(recipe)).isFalse();
        assertThatThrownBy(() -> StreamPacker.of(recipe, 1))
                .isInstanceOf(CannotRepackException.class)
                .hasMessage("libzstd 1.5.99 is not here");
    }

    @Test
    void unpacks_what_was_packed() throws Exception {
        byte[] content = Samples.content(THREE_JOBS);
        byte[] packed = StreamPacker.packAll(LEVEL_1, content);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(StreamUnpacker.unpack(new ByteArrayInputStream(packed), out, content.length))
                .isEqualTo(content.length);
        assertThat(out.toByteArray()).isEqualTo(content);
    }

    @Test
    void refuses_to_unpack_what_is_damaged_cut_off_or_too_long() {
        byte[] content = Samples.content(300_000);
        assertUndecodable("gives more than 299999 bytes", content, packed -> packed, content.length - 1);
        assertUndecodable("is damaged", content, packed -> Arrays.copyOf(packed, packed.length - 1), content.length);
        assertUndecodable("is damaged", content, StreamPackerTest::damaged, content.length);
    }

    private static byte[] damaged(byte[] packed) {
        packed[packed.length - 1] ^= 1;
        return packed;
    }

    private static void assertUndecodable(String reason, byte[] content, Damage damage, long limit) {
        assertThatThrownBy(() -> StreamUnpacker.unpack(
                        new ByteArrayInputStream(damage.of(StreamPacker.packAll(LEVEL_1, content))),
                        OutputStream.nullOutputStream(),
                        limit))
                .isInstanceOf(UndecodableException.class)
                .hasMessageContaining(reason);
    }

    private interface Damage {
        byte[] of(byte[] packed);
    }
}
