package io.slipway.payload.inspect;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.script.Layer;
import io.slipway.payload.script.Preamble;

/**
 * Pieces of the target that are packed by recipes of one kind.
 *
 * @param recipe its kind, as section 8 of {@code docs/payload-format.md} names it, and its level
 * @param pieces how many
 * @param packed bytes of all, packed
 * @param unpacked bytes of their content
 */
public record PackedAgain(String recipe, long pieces, long packed, long unpacked) {

    /** All of a payload, most packed bytes first. */
    static List<PackedAgain> of(Preamble preamble) {
        Map<String, PackedAgain> byRecipe = new TreeMap<>();
        for (Layer layer : preamble.target().list()) {
            for (int i = 0; i < layer.count(); i++) {
                String name = name(preamble.recipes().get(layer.recipe(i)).recipe());
                byRecipe.merge(
                        name, new PackedAgain(name, 1, layer.length(i), layer.unpackedLength(i)), PackedAgain::plus);
            }
        }
        List<PackedAgain> all = new ArrayList<>(byRecipe.values());
        all.sort(Comparator.comparingLong(PackedAgain::packed).reversed());
        return all;
    }

    private PackedAgain plus(PackedAgain other) {
        return new PackedAgain(recipe, pieces + other.pieces, packed + other.packed, unpacked + other.unpacked);
    }

    private static String name(RepackRecipe recipe) {
        return switch (recipe) {
            case RepackRecipe.Zlib zlib -> "zlib " + zlib.level();
            case RepackRecipe.Deflate deflate -> "deflate " + deflate.level();
            case RepackRecipe.Gzip gzip -> "gzip " + gzip.level();
            case RepackRecipe.Zstd zstd -> "zstd " + zstd.level();
            case RepackRecipe.ZstdStream stream -> "zstd stream " + stream.level();
            case RepackRecipe.Lz4 lz4 -> "lz4 " + lz4.level();
            case RepackRecipe.Lz4Cluster cluster -> "lz4 cluster " + cluster.level();
            case RepackRecipe.Rotated _ -> "rotated";
        };
    }
}
