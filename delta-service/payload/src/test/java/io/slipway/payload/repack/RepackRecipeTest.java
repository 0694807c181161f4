package io.slipway.payload.repack;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.slipway.payload.repack.RepackRecipe.Lookahead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RepackRecipeTest {

    static List<RepackRecipe> recipes() {
        return List.of(
                new RepackRecipe.Zlib(1, 0),
                new RepackRecipe.Zlib(9, 2),
                new RepackRecipe.Deflate(9),
                new RepackRecipe.Gzip(1),
                new RepackRecipe.Gzip(9),
                new RepackRecipe.Zstd(22, 4),
                new RepackRecipe.Lz4(RepackRecipe.LZ4_FAST),
                new RepackRecipe.Lz4(12),
                new RepackRecipe.Lz4Cluster(9, true, Lookahead.NOISE, false),
                new RepackRecipe.Lz4Cluster(RepackRecipe.LZ4_FAST, false, Lookahead.ZEROS, true),
                new RepackRecipe.Lz4Cluster(3, true, Lookahead.NOTHING_AND_ROOM, false));
    }

    static List<RepackRecipe> streams() {
        return List.of(
                new RepackRecipe.ZstdStream(9, 4, true, true, false, 0),
                new RepackRecipe.ZstdStream(19, 4, false, false, true, 27),
                new RepackRecipe.ZstdStream(1, 4, true, true, true, 10));
    }

    @ParameterizedTest
    @MethodSource({"recipes", "streams"})
    void reads_what_it_wrote(RepackRecipe recipe) throws Exception {
        assertThat(RepackRecipe.decode(recipe.encode())).isEqualTo(recipe);
    }

    @Test
    void says_what_memory_it_takes() {
        assertThat(recipes())
                .allMatch(recipe -> recipe.memory() == (recipe instanceof RepackRecipe.Gzip ? 1 << 20 : 16 << 20));
        assertThat(new RepackRecipe.ZstdStream(9, 4, true, true, false, 0).memory())
                .isBetween(83L << 20, 160L << 20);
        assertThat(new RepackRecipe.ZstdStream(3, 4, false, true, false, 27).memory())
                .isBetween(128L << 20, 200L << 20);
    }

    @Test
    void refuses_what_is_no_recipe() {
        assertRefused("a recipe of 3 bytes", 1, 9, 0);
        assertRefused("an unknown recipe 99", 99, 9, 0, 0);
        assertRefused("a recipe with a parameter out of range: 10 is not from 1 to 9", 1, 10, 0, 0);
        assertRefused("a recipe with a parameter out of range: -1 is not from 0 to 12", 3, -1, 0, 0);
        assertRefused("a recipe with a parameter out of range", 4, 9, 4, 0);
        assertRefused("a recipe with a parameter out of range: nothing cannot be large", 4, 0, 2, 2);
        assertRefused("a recipe with a parameter out of range: 31 is not from 10 to 27", 5, 9, 4, 0xf8);
        assertRefused("a recipe with an unknown parameter", 1, 9, 0, 1);
        assertRefused("a recipe with an unknown parameter", 4, 9, 0, 4);
        assertRefused("a recipe with a parameter out of range: 0 is not from 1 to 9", 7, 0, 0, 0);
        assertRefused("a recipe with an unknown parameter", 7, 9, 1, 0);
    }

    private static void assertRefused(String reason, int... encoded) {
        byte[] bytes = new byte[encoded.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) encoded[i];
        }
        assertThatThrownBy(() -> RepackRecipe.decode(bytes))
                .isInstanceOf(UndecodableException.class)
                .hasMessageStartingWith(reason);
    }
}
