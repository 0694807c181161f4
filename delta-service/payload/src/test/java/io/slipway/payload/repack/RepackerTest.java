package io.slipway.payload.repack;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.payload.repack.RepackRecipe.Lookahead;
import io.slipway.payload.repack.gzip.GzipDeflater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RepackerTest {

    private static final int CLUSTER = 4096;

    static List<RepackRecipe> recipes() {
        return RepackRecipeTest.recipes();
    }

    @ParameterizedTest
    @MethodSource("recipes")
    void packs_what_its_codec_unpacks(RepackRecipe recipe) throws Exception {
        // Given
        byte[] content =
                recipe instanceof RepackRecipe.Lz4Cluster cluster ? contentThatFits(cluster) : Samples.content(5000);
        int packedLength = packedLength(recipe, content);

        // When
        byte[] packed = Repacker.pack(recipe, content, packedLength);

        // Then
        assertThat(packed).hasSize(packedLength);
        assertThat(recipe.unpacker().unpack(packed, content.length)).isEqualTo(content);
        assertThat(Repacker.gives(recipe, content, packed)).isTrue();
        packed[packed.length / 2] ^= 1;
        assertThat(Repacker.gives(recipe, content, packed)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {RepackRecipe.LZ4_FAST, 3, 9, 12})
    void fills_a_cluster_as_if_the_rest_of_the_file_followed(int level) throws Exception {
        // Given
        byte[] file = Samples.content(300_000);
        Lz4Library.Filled filled = Lz4Library.get().fill(level, file, CLUSTER);

        // When
        byte[] packed = Repacker.pack(
                new RepackRecipe.Lz4Cluster(level, false, Lookahead.NOISE, true),
                Arrays.copyOf(file, filled.taken()),
                CLUSTER);

        // Then
        assertThat(packed).isEqualTo(Arrays.copyOf(filled.block(), CLUSTER));
    }

    @ParameterizedTest
    @MethodSource({"recipes", "io.slipway.payload.repack.RepackRecipeTest#streams"})
    void has_a_fingerprint_for_each_recipe(RepackRecipe recipe) throws Exception {
        assertThat(Repacker.supports(recipe)).isTrue();
        assertThat(Fingerprint.of(recipe)).hasSize(Fingerprint.LENGTH).isEqualTo(Fingerprint.of(recipe));
    }

    @Test
    void gives_compressors_and_levels_different_fingerprints() throws Exception {
        assertThat(Fingerprint.of(new RepackRecipe.Zlib(9, 0)))
                .isNotEqualTo(Fingerprint.of(new RepackRecipe.Zlib(6, 0)))
                .isNotEqualTo(Fingerprint.of(new RepackRecipe.Zlib(9, 1)));
        assertThat(Fingerprint.of(new RepackRecipe.Zstd(9, 4)))
                .isNotEqualTo(Fingerprint.of(new RepackRecipe.Zstd(9, 6)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void has_a_sample_of_which_gzip_makes_more_than_one_block(int level) {
        byte[] sample = Fingerprint.sample(Fingerprint.LONG_SAMPLE_LENGTH);
        boolean firstIsLast = (GzipDeflater.pack(level, sample, sample.length)[0] & 1) != 0;
        assertThat(firstIsLast).isFalse();
    }

    @Test
    void refuses_another_length_than_was_promised() {
        byte[] content = Samples.content(5000);
        assertThatThrownBy(() -> Repacker.pack(new RepackRecipe.Zlib(9, 0), content, 17))
                .isInstanceOf(CannotRepackException.class)
                .hasMessageContaining("instead of 17");
        assertThatThrownBy(() -> Repacker.pack(new RepackRecipe.Lz4(9), content, 17))
                .isInstanceOf(CannotRepackException.class)
                .hasMessage("LZ4 gives more than 17 bytes");
        assertThatThrownBy(() ->
                        Repacker.pack(new RepackRecipe.Lz4Cluster(9, true, Lookahead.NOISE, false), content, 1024))
                .isInstanceOf(CannotRepackException.class)
                .hasMessageMatching("LZ4 takes \\d+ bytes instead of 5000");
    }

    @Test
    void refuses_what_is_too_large_or_takes_too_much_memory() {
        assertThatThrownBy(() -> Repacker.pack(new RepackRecipe.Zlib(9, 0), new byte[(1 << 20) + 1], 10))
                .isInstanceOf(CannotRepackException.class);
        assertThatThrownBy(() -> Repacker.pack(new RepackRecipe.Gzip(9), new byte[Codec.MAX_UNPACKED + 1], 10))
                .isInstanceOf(CannotRepackException.class);
        assertThat(Repacker.gives(new RepackRecipe.Gzip(9), new byte[Codec.MAX_UNPACKED + 1], new byte[10]))
                .isFalse();
        assertThatThrownBy(() -> Repacker.pack(new RepackRecipe.Lz4(9), new byte[Codec.MAX_UNPACKED + 1], 10))
                .isInstanceOf(CannotRepackException.class);
        assertThatThrownBy(() -> Repacker.pack(new RepackRecipe.Zstd(22, 4), new byte[1 << 20], 10))
                .isInstanceOf(CannotRepackException.class)
                .hasMessageContaining("more than 16 MiB");
    }

    @Test
    void proves_neither_the_beginning_of_a_stream_nor_more_than_it() {
        byte[] content = Samples.content(300_000);
        for (RepackRecipe recipe : List.of(new RepackRecipe.Deflate(6), new RepackRecipe.Gzip(6))) {
            byte[] packed = recipe instanceof RepackRecipe.Deflate deflate
                    ? ZlibPacker.pack(deflate, content, content.length)
                    : GzipDeflater.pack(6, content, content.length);
            assertThat(Repacker.gives(recipe, content, packed)).isTrue();
            assertThat(Repacker.gives(recipe, content, Arrays.copyOf(packed, packed.length - 1)))
                    .isFalse();
            assertThat(Repacker.gives(recipe, content, Arrays.copyOf(packed, packed.length + 1)))
                    .isFalse();
        }
    }

    @Test
    void refuses_a_release_that_is_not_here() {
        RepackRecipe recipe = new RepackRecipe.Zstd(15, 99);
        assertThat(Repacker.supports(recipe)).isFalse();
        assertThatThrownBy(() -> Repacker.pack(recipe, new byte[10], 10))
                .isInstanceOf(CannotRepackException.class)
                .hasMessage("libzstd 1.5.99 is not here");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 13, 4096, 65_536, 1 << 20, Codec.MAX_UNPACKED})
    void packs_content_of_every_length(int length) throws Exception {
        byte[] content = Samples.content(length);
        RepackRecipe recipe = new RepackRecipe.Lz4(12);
        byte[] packed = Repacker.pack(recipe, content, packedLength(recipe, content));
        assertThat(Codec.LZ4.unpack(packed, length)).isEqualTo(content);
    }

    private static int packedLength(RepackRecipe recipe, byte[] content) throws CannotRepackException {
        return switch (recipe) {
            case RepackRecipe.Zlib zlib -> ZlibPacker.pack(zlib, content, 2 * content.length).length;
            case RepackRecipe.Deflate deflate -> ZlibPacker.pack(deflate, content, 2 * content.length).length;
            case RepackRecipe.Gzip gzip -> GzipDeflater.pack(gzip.level(), content, 2 * content.length).length;
            case RepackRecipe.Zstd zstd ->
                ZstdPacker.ofRelease(zstd.release()).orElseThrow().pack(zstd.level(), content).length;
            case RepackRecipe.Lz4 lz4 -> Lz4Library.get().pack(lz4.level(), content, 2 * content.length).length;
            case RepackRecipe.Lz4Cluster _ -> CLUSTER;
            case RepackRecipe.Rotated _ -> content.length;
            case RepackRecipe.ZstdStream stream -> StreamPacker.packAll(stream, content).length;
        };
    }

    /** As much as fills a cluster; less if it is all there is. */
    private static byte[] contentThatFits(RepackRecipe.Lz4Cluster recipe) throws CannotRepackException {
        byte[] content = Samples.content(300_000);
        int taken = Lz4Library.get().fill(recipe.level(), content, CLUSTER).taken();
        boolean all = recipe.lookahead() == Lookahead.NOTHING_AND_ROOM;
        return Arrays.copyOf(content, all ? taken - 100 : taken);
    }
}
