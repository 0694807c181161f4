package io.slipway.payload.create;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.image.recipe.RecipeFinder;
import io.slipway.payload.index.PayloadFormat;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.Scratch;

/**
 * How the target is made, part by part, and what there is to compare with the source: everything but compressed pieces that the source has as well.
 *
 * @param steps they cover the target from its first byte to its last
 * @param recipes that the steps name by their numbers
 * @param codecs of the pieces that are packed again
 * @param bytes the unpacked target without what is the same
 */
record TargetPlan(List<Step> steps, List<RepackRecipe> recipes, Set<Codec> codecs, MemorySegment bytes, Unpacked file)
        implements Closeable {

    /** A plan for one target. */
    static TargetPlan of(
            ImageBytes image, ImageLayout layout, SameBytes source, MemorySegment whole, Scratch scratch, Arena arena)
            throws IOException {
        Unpacked file = new Unpacked(scratch);
        try {
            Planning planning = new Planning(image, source, file);
            for (Piece piece : layout.pieces()) {
                planning.plan(piece);
            }
            MemorySegment bytes = planning.isAllPlain() ? whole : file.map(arena);
            return new TargetPlan(planning.steps, planning.recipes, planning.codecs, bytes, file);
        } catch (UnreadableImageException e) {
            file.close();
            throw new IllegalStateException("the layout goes beyond the image", e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private static final class Planning {

        private final ImageBytes image;
        private final SameBytes source;
        private final Unpacked file;
        private final RecipeFinder finder = new RecipeFinder();
        private final List<Step> steps = new ArrayList<>();
        private final List<RepackRecipe> recipes = new ArrayList<>();
        private final Set<Codec> codecs = EnumSet.noneOf(Codec.class);

        Planning(ImageBytes image, SameBytes source, Unpacked file) {
            this.image = image;
            this.source = source;
            this.file = file;
        }

        boolean isAllPlain() {
            return steps.stream().allMatch(step -> step instanceof Step.Plain);
        }

        void plan(Piece piece) throws IOException, UnreadableImageException {
            switch (piece) {
                case Piece.Plain plain -> plain(plain);
                case Piece.Packed packed -> packed(packed);
                case Piece.Stream stream -> stream(stream);
            }
        }

        private void plain(Piece piece) throws IOException, UnreadableImageException {
            long place = file.length();
            file.add(image, piece.offset(), piece.length());
            if (!steps.isEmpty() && steps.getLast() instanceof Step.Plain last) {
                steps.set(steps.size() - 1, new Step.Plain(last.length() + piece.length(), last.place()));
            } else {
                steps.add(new Step.Plain(piece.length(), place));
            }
        }

        private void packed(Piece.Packed piece) throws IOException, UnreadableImageException {
            if (same(piece)) {
                return;
            }
            Optional<byte[]> content = content(piece);
            Optional<RepackRecipe> recipe = content.filter(_ -> piece.length() <= PayloadFormat.MAX_RANGE_LENGTH)
                    .flatMap(unpacked -> find(piece, unpacked));
            if (recipe.isEmpty()) {
                plain(piece);
                return;
            }
            long place = file.length();
            file.add(content.get());
            codecs.add(Unpacking.codecOf(piece.packing()));
            steps.add(new Step.Packed(piece.length(), number(recipe.get()), place, piece.unpackedLength(), false));
        }

        private void stream(Piece.Stream piece) throws IOException, UnreadableImageException {
            if (same(piece)) {
                return;
            }
            Optional<RepackRecipe> recipe = finder.find(image, piece).filter(this::hasRoomFor);
            if (recipe.isEmpty()) {
                plain(piece);
                return;
            }
            long place = file.length();
            Unpacking.writeContentOf(image, piece, file.out());
            file.added(piece.unpackedLength());
            codecs.add(Unpacking.codecOf(piece.packing()));
            steps.add(new Step.Packed(piece.length(), number(recipe.get()), place, piece.unpackedLength(), true));
        }

        private boolean same(Piece piece) {
            long at = source.find(piece);
            if (at < 0) {
                return false;
            }
            if (!steps.isEmpty() && steps.getLast() instanceof Step.Same last && last.source() + last.length() == at) {
                steps.set(steps.size() - 1, new Step.Same(last.length() + piece.length(), last.source()));
            } else {
                steps.add(new Step.Same(piece.length(), at));
            }
            return true;
        }

        private Optional<byte[]> content(Piece.Packed piece) {
            try {
                return Optional.of(Unpacking.contentOf(image, piece));
            } catch (UnreadableImageException e) {
                return Optional.empty();
            }
        }

        private Optional<RepackRecipe> find(Piece.Packed piece, byte[] unpacked) {
            try {
                return finder.find(piece.packing(), image.bytes(piece.offset(), (int) piece.length()), unpacked)
                        .filter(this::hasRoomFor);
            } catch (UnreadableImageException e) {
                return Optional.empty();
            }
        }

        private boolean hasRoomFor(RepackRecipe recipe) {
            return recipes.contains(recipe) || recipes.size() < Preamble.MAX_RECIPES;
        }

        private int number(RepackRecipe recipe) {
            int known = recipes.indexOf(recipe);
            if (known >= 0) {
                return known;
            }
            recipes.add(recipe);
            return recipes.size() - 1;
        }
    }
}
