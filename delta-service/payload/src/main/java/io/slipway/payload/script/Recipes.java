package io.slipway.payload.script;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.Fingerprint;
import io.slipway.payload.repack.RepackRecipe;

/** The recipes of a payload, and which of them this machine's compressors follow as those of the generator did. Immutable. */
final class Recipes {

    private final List<RepackRecipe> recipes;
    private final BitSet usable = new BitSet();

    /** Tries every recipe once. */
    Recipes(List<Preamble.ProvenRecipe> proven) {
        this.recipes = proven.stream().map(Preamble.ProvenRecipe::recipe).toList();
        for (int i = 0; i < proven.size(); i++) {
            usable.set(i, isFollowedHere(proven.get(i)));
        }
    }

    private static boolean isFollowedHere(Preamble.ProvenRecipe proven) {
        try {
            return Arrays.equals(Fingerprint.of(proven.recipe()), proven.fingerprint());
        } catch (CannotRepackException e) {
            return false;
        }
    }

    RepackRecipe get(int number) {
        return recipes.get(number);
    }

    /** Whether a recipe is for content that may be too large for memory. */
    boolean isStream(int number) {
        return recipes.get(number) instanceof RepackRecipe.ZstdStream;
    }

    boolean isUsable(int number) {
        return usable.get(number);
    }
}
