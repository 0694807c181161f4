package io.slipway.payload.create;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.Piece;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.Rotation;
import io.slipway.payload.repack.Unpacker;

/**
 * Which packed pieces of two images are unpacked: those of the target that changed and can be packed again, and what of the source they may be compared with.
 *
 * <p>What the target has packed as the source has stays packed, in the source as well unless it is of a file that changed. What is packed inside of other
 * pieces can only be unpacked if all of these are.
 *
 * @param recipes of the target's pieces
 */
record ChosenPieces(OfTarget target, OfSource source, List<RepackRecipe> recipes) {

    /**
     * Pieces of the target.
     *
     * @param blockRecipes numbers of the recipes of the blocks
     * @param memberRecipes numbers of the recipes of the members
     * @param kept blocks that the source has as well
     */
    record OfTarget(
            List<Piece> blocks, int[] blockRecipes, List<Piece> members, int[] memberRecipes, List<KeptBlock> kept) {}

    /**
     * A block that the source has as well.
     *
     * @param offset in the target
     * @param source in the source
     */
    record KeptBlock(long offset, long length, long source) {}

    /** Pieces of the source. */
    record OfSource(List<Piece> blocks, List<Piece> members) {}

    /**
     * Chooses. Blocks, because recipes have to be tried.
     *
     * @param isExcluded whether pieces that begin at this offset of the target have to stay packed
     */
    static ChosenPieces of(ExaminedImage source, ExaminedImage target, LongPredicate isExcluded) {
        return new Choice(source, target, isExcluded).make();
    }

    private static final class Choice {

        private final ExaminedImage source;
        private final ExaminedImage target;
        private final LongPredicate isExcluded;
        private final FileBeginnings sourceBeginnings;
        private final FileBeginnings targetBeginnings;
        private final ImageBytes targetImage;
        private final ProvenPieces proven = new ProvenPieces();

        /** Recipes of the target's blocks that were tried. */
        private final int[] tried;

        private final BitSet isTried = new BitSet();

        Choice(ExaminedImage source, ExaminedImage target, LongPredicate isExcluded) {
            this.source = source;
            this.target = target;
            this.isExcluded = isExcluded;
            sourceBeginnings = new FileBeginnings(source.content(), source.files());
            targetBeginnings = new FileBeginnings(target.content(), target.files());
            targetImage = ImageBytes.of(target.image());
            tried = new int[target.blocks().size()];
        }

        ChosenPieces make() {
            Chosen targetMembers = targetMembers();
            BitSet targetNeeded = blocksOf(target, targetMembers.pieces);
            List<Piece> sourceMembers = sourceMembers(unpackers(targetMembers.pieces));
            BitSet sourceNeeded = blocksOf(source, sourceMembers);

            SameBytes sourceBlocks = new SameBytes(source.blocks(), source.image());
            Chosen targetBlocks = new Chosen();
            BitSet changed = new BitSet();
            List<KeptBlock> kept = new ArrayList<>();
            for (int i = 0; i < target.blocks().size(); i++) {
                Piece block = target.blocks().get(i);
                long same = targetNeeded.get(i) ? SameBytes.NONE : sourceBlocks.find(block, target.image());
                if (same != SameBytes.NONE) {
                    kept.add(new KeptBlock(block.offset(), block.length(), same));
                } else if (targetNeeded.get(i) || !isExcluded.test(block.offset())) {
                    targetBlocks.add(block, recipeOf(i));
                    changed.set(i);
                }
            }
            Set<Unpacker> unpackers = unpackers(targetBlocks.pieces);
            BitSet resembling = blocksOfSource(changed);
            Set<Long> keptInSource = kept.stream().map(KeptBlock::source).collect(Collectors.toSet());
            List<Piece> chosen = new ArrayList<>();
            for (int i = 0; i < source.blocks().size(); i++) {
                Piece block = source.blocks().get(i);
                if (sourceNeeded.get(i)
                        || isAny(unpackers, block) && (resembling.get(i) || !keptInSource.contains(block.offset()))) {
                    chosen.add(block);
                }
            }
            return new ChosenPieces(
                    new OfTarget(
                            targetBlocks.pieces,
                            targetBlocks.recipes(),
                            targetMembers.pieces,
                            targetMembers.recipes(),
                            kept),
                    new OfSource(chosen, sourceMembers),
                    proven.recipes());
        }

        /** Blocks of files that have some of their content in blocks of the target. */
        private BitSet blocksOfSource(BitSet targetBlocks) {
            Set<String> paths = new HashSet<>();
            for (ImageFile file : target.files()) {
                BitSet blocks = new BitSet();
                target.addBlocksOf(file, blocks);
                if (blocks.intersects(targetBlocks)) {
                    paths.add(file.path());
                }
            }
            BitSet found = new BitSet();
            source.files().stream()
                    .filter(file -> paths.contains(file.path()))
                    .forEach(file -> source.addBlocksOf(file, found));
            return found;
        }

        private Chosen targetMembers() {
            SameBytes same = new SameBytes(source.members(), source.content());
            ImageBytes content = ImageBytes.of(target.content());
            Chosen chosen = new Chosen();
            for (Piece member : target.members()) {
                boolean mayChange = !isExcluded.test(target.geometry().offsetOf(member.offset()))
                        && !same.has(member, target.content())
                        && !targetBeginnings.areOfCut(member, sourceBeginnings);
                if (mayChange && allProven(member)) {
                    chosen.add(member, proven.prove(content, member));
                }
            }
            return chosen;
        }

        private List<Piece> sourceMembers(Set<Unpacker> unpackers) {
            SameBytes same = new SameBytes(target.members(), target.content());
            return source.members().stream()
                    .filter(member -> isAny(unpackers, member)
                            && !same.has(member, source.content())
                            && !sourceBeginnings.areOfCut(member, targetBeginnings))
                    .toList();
        }

        private boolean allProven(Piece member) {
            return blocksOf(target, List.of(member)).stream().allMatch(block -> recipeOf(block) != ProvenPieces.NONE);
        }

        private int recipeOf(int block) {
            if (!isTried.get(block)) {
                isTried.set(block);
                tried[block] = proven.prove(targetImage, target.blocks().get(block));
            }
            return tried[block];
        }

        private static BitSet blocksOf(ExaminedImage image, List<Piece> members) {
            BitSet blocks = new BitSet();
            for (Piece member : members) {
                image.addBlocksAround(member, blocks);
            }
            return blocks;
        }

        private static Set<Unpacker> unpackers(List<Piece> pieces) {
            return pieces.stream().map(LayerTable::unpackerOf).collect(Collectors.toSet());
        }

        /** Whether a piece may resemble one that is unpacked by any of these. */
        private static boolean isAny(Set<Unpacker> unpackers, Piece piece) {
            Unpacker unpacker = LayerTable.unpackerOf(piece);
            return unpacker instanceof Rotation ? !unpackers.isEmpty() : unpackers.contains(unpacker);
        }
    }

    /** Pieces with the numbers of their recipes. */
    private static final class Chosen {

        private final List<Piece> pieces = new ArrayList<>();
        private final List<Integer> recipes = new ArrayList<>();

        void add(Piece piece, int recipe) {
            if (recipe != ProvenPieces.NONE) {
                pieces.add(piece);
                recipes.add(recipe);
            }
        }

        int[] recipes() {
            return recipes.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
