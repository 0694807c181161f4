package io.slipway.payload.image.recipe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Repacker;

/**
 * Finds the recipes of an image's pieces, and learns while it does: tools pack a whole image in one way. What was right last is tried first, and after
 * {@value #TRIALS} pieces only the compressors and levels that were right at least once are tried at all. Use one per image. Not thread-safe.
 */
public final class RecipeFinder {

    /** Pieces of one packing after which candidates that were never right are given up. */
    static final int TRIALS = 64;

    private final Map<Packing, Learned> byPacking = new HashMap<>();

    /**
     * A recipe that was proven to give exactly {@code packed}, if there is one.
     *
     * @param packing how the image says that the piece was packed
     * @param unpacked content of the piece
     */
    public Optional<RepackRecipe> find(Packing packing, byte[] packed, byte[] unpacked) {
        return find(packing, candidate -> Repacker.gives(candidate, unpacked, packed));
    }

    /**
     * A recipe that was proven to give exactly the bytes of a stream, if there is one. Blocks: with a recipe it takes as long as to pack the content, without
     * one a few seconds.
     */
    public Optional<RepackRecipe> find(ImageBytes image, Piece.Stream piece) {
        StreamProof proof = new StreamProof(image, piece);
        return find(
                piece.packing(),
                candidate -> candidate instanceof RepackRecipe.ZstdStream stream && proof.isGivenBy(stream));
    }

    private Optional<RepackRecipe> find(Packing packing, Predicate<RepackRecipe> isRight) {
        Learned learned =
                byPacking.computeIfAbsent(packing, unknown -> new Learned(new ArrayList<>(Candidates.of(unknown))));
        learned.pieces++;
        if (learned.pieces == TRIALS) {
            learned.giveUp();
        }
        for (int i = 0; i < learned.candidates.size(); i++) {
            RepackRecipe candidate = learned.candidates.get(i);
            if (isRight.test(candidate)) {
                learned.isRight(i);
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private static final class Learned {

        private final List<RepackRecipe> candidates;
        private final List<RepackRecipe> right = new ArrayList<>();
        private int pieces;

        Learned(List<RepackRecipe> candidates) {
            this.candidates = candidates;
        }

        void giveUp() {
            candidates.removeIf(
                    candidate -> right.stream().noneMatch(recipe -> Candidates.belongTogether(recipe, candidate)));
        }

        void isRight(int i) {
            RepackRecipe recipe = candidates.remove(i);
            candidates.addFirst(recipe);
            if (!right.contains(recipe)) {
                right.add(recipe);
            }
        }
    }
}
