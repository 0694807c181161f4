package io.slipway.payload.repack;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;

import io.airlift.compress.v3.lzo.LzoCompressor;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZ;
import org.tukaani.xz.XZOutputStream;

import io.slipway.payload.repack.RepackRecipe.Lookahead;

import static org.assertj.core.api.Assertions.assertThat;

/** Throws damaged blocks at the decoders: they give at most what was asked for, or refuse. {@code -Dslipway.fuzz.rounds} sets how long it goes on. */
class CodecFuzzTest {

    private static final int ROUNDS = Integer.getInteger("slipway.fuzz.rounds", 20_000) / 5;

    @ParameterizedTest
    @EnumSource
    void damage_is_refused_or_does_no_harm(Codec codec) throws Exception {
        byte[] content = Samples.content(6000);
        byte[] packed = pack(codec, content);
        assertThat(codec.unpack(packed, content.length)).isEqualTo(content);
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] mutated = mutate(packed, random);
            int limit = random.nextInt(2 * content.length);
            try {
                if (random.nextBoolean()) {
                    assertThat(codec.unpack(mutated, limit)).hasSize(limit);
                } else {
                    assertThat(codec.unpackAtMost(mutated, limit)).hasSizeLessThanOrEqualTo(limit);
                }
            } catch (UndecodableException e) {
                assertThat(e.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    private static byte[] pack(Codec codec, byte[] content) throws Exception {
        return switch (codec) {
            case ZLIB -> ZlibPacker.pack(new RepackRecipe.Zlib(9, 0), content, 2 * content.length);
            case DEFLATE -> ZlibPacker.pack(new RepackRecipe.Deflate(9), content, 2 * content.length);
            case ZSTD -> ZstdPacker.JNI.pack(15, content);
            case LZ4 -> Lz4Library.get().pack(RepackRecipe.LZ4_FAST, content, content.length);
            case PADDED_LZ4 ->
                Lz4ClusterPacker.pack(
                        new RepackRecipe.Lz4Cluster(9, true, Lookahead.NOTHING_AND_ROOM, false), content, 8192);
            case LZO -> lzo(content);
            case XZ -> xz(content);
        };
    }

    private static byte[] lzo(byte[] content) {
        byte[] packed = new byte[2 * content.length];
        int length = new LzoCompressor().compress(content, 0, content.length, packed, 0, packed.length);
        return Arrays.copyOf(packed, length);
    }

    private static byte[] xz(byte[] content) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options();
        options.setDictSize(8192);
        try (XZOutputStream xz = new XZOutputStream(packed, options, XZ.CHECK_NONE)) {
            xz.write(content);
        }
        return packed.toByteArray();
    }

    private static byte[] mutate(byte[] packed, Random random) {
        byte[] mutated =
                random.nextInt(10) == 0 ? Arrays.copyOf(packed, random.nextInt(packed.length)) : packed.clone();
        for (int i = random.nextInt(4); i > 0 && mutated.length > 0; i--) {
            int at = random.nextInt(random.nextBoolean() ? Math.min(40, mutated.length) : mutated.length);
            mutated[at] =
                    random.nextBoolean() ? (byte) random.nextInt() : (byte) (mutated[at] ^ 1 << random.nextInt(8));
        }
        return mutated;
    }
}
