package io.slipway.payload.apply;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Random;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.SampleImages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The decoder in Java and the library are the same to a device. */
class ZstdFramesTest {

    private static final int ROUNDS = Integer.getInteger("slipway.fuzz.rounds", 20_000) / 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 9, 19})
    void both_decoders_give_the_content(int level) throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            byte[] content = SampleImages.structured(seed, seed * 70_001);
            byte[] frame = Zstd.compress(content, level);

            assertThat(ZstdFrames.open(new ByteArrayInputStream(frame)).readAllBytes())
                    .isEqualTo(content);
            assertThat(ZstdFrames.inJava(new ByteArrayInputStream(frame)).readAllBytes())
                    .isEqualTo(content);
        }
    }

    @Test
    void a_window_beyond_8_mib_is_refused_by_both() throws Exception {
        byte[] frame;
        try (ZstdCompressCtx zstd = new ZstdCompressCtx()) {
            frame = zstd.setLong(25).setContentSize(false).compress(SampleImages.structured(1, 17 << 20));
        }

        assertThatThrownBy(
                        () -> ZstdFrames.open(new ByteArrayInputStream(frame)).readNBytes(10))
                .isInstanceOf(UndecodableFrameException.class);
        assertThatThrownBy(
                        () -> ZstdFrames.inJava(new ByteArrayInputStream(frame)).readNBytes(10))
                .isInstanceOf(UndecodableFrameException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void frames_that_are_damaged_give_something_or_are_undecodable(long seed) {
        Random random = new Random(seed);
        byte[] frame = Zstd.compress(SampleImages.structured(seed, 30_000), 5);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] damaged = frame.clone();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                damaged[random.nextInt(random.nextBoolean() ? 40 : damaged.length)] = (byte) random.nextInt();
            }
            assertDeclared(() -> ZstdFrames.open(new ByteArrayInputStream(damaged)), seed, round);
            assertDeclared(() -> ZstdFrames.inJava(new ByteArrayInputStream(damaged)), seed, round);
        }
    }

    @Test
    void a_frame_that_cannot_be_read_is_not_called_undecodable() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }
        };

        assertThatThrownBy(() -> ZstdFrames.open(broken).read()).hasMessage("connection reset");
        assertThatThrownBy(() -> ZstdFrames.inJava(broken).read()).hasMessage("connection reset");
    }

    private static void assertDeclared(Opening opening, long seed, int round) {
        try (InputStream in = opening.open()) {
            in.readNBytes(1 << 20);
        } catch (UndecodableFrameException e) {
            assertThat(e.getMessage()).isNotBlank();
        } catch (IOException | RuntimeException e) {
            throw new AssertionError("round " + round + " of seed " + seed, e);
        }
    }

    private interface Opening {
        InputStream open() throws IOException;
    }
}
