package io.slipway.payload.create;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.image.recipe.RecipeFinder;
import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.script.Preamble;

/** Numbers the recipes of one target, as pieces are found to have them. Not thread-safe. */
final class ProvenPieces {

    /** The number that stands for no recipe. */
    static final int NONE = -1;

    private final RecipeFinder finder = new RecipeFinder();
    private final List<RepackRecipe> recipes = new ArrayList<>();
    private final Map<RepackRecipe, Integer> numbers = new HashMap<>();

    /** All recipes, by their numbers. */
    List<RepackRecipe> recipes() {
        return recipes;
    }

    /** Number of the recipe that gives exactly the bytes of a piece, or {@link #NONE}. Blocks. */
    int prove(ImageBytes image, Piece piece) {
        RepackRecipe recipe =
                switch (piece) {
                    case Piece.Plain plain ->
                        throw new IllegalArgumentException("nothing is packed at " + plain.offset());
                    case Piece.Packed packed -> find(image, packed);
                    case Piece.Stream stream -> finder.find(image, stream).orElse(null);
                };
        if (recipe == null) {
            return NONE;
        }
        Integer known = numbers.get(recipe);
        if (known != null || recipes.size() == Preamble.MAX_RECIPES) {
            return known == null ? NONE : known;
        }
        numbers.put(recipe, recipes.size());
        recipes.add(recipe);
        return recipes.size() - 1;
    }

    private @Nullable RepackRecipe find(ImageBytes image, Piece.Packed piece) {
        if (piece.length() > PayloadFormat.MAX_RANGE_LENGTH) {
            return null;
        }
        try {
            byte[] packed = image.bytes(piece.offset(), (int) piece.length());
            return finder.find(piece.packing(), packed, Unpacking.contentOf(image, piece))
                    .orElse(null);
        } catch (UnreadableImageException e) {
            return null;
        }
    }
}
