package io.slipway.payload.create;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.ReadImage;
import io.slipway.payload.image.container.Containers;
import io.slipway.payload.script.Layer;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.Scratch;

/**
 * What is packed in an image: by its filesystem, and in its files.
 *
 * @param image as it is
 * @param blocks what the filesystem has packed and what unpacks, ascending
 * @param geometry where all that the filesystem has packed lies; with {@code members} it is the {@code blocks}
 * @param content the image with all of that unpacked; zeros for what does not unpack
 * @param files where they lie in {@code content}
 * @param members what is packed in files, ascending, in {@code content}; none if a block does not unpack, for then the image is damaged
 */
record ExaminedImage(
        MemorySegment image,
        List<Piece> blocks,
        Layer geometry,
        MemorySegment content,
        List<ImageFile> files,
        List<Piece> members) {

    /** Most pieces of one image that are looked at: a preamble has room for those of two. */
    private static final int MOST = Preamble.MAX_PIECES / 2;

    /**
     * Examines an image.
     *
     * @param arena how long the content is needed
     */
    static ExaminedImage of(MemorySegment image, ReadImage readers, Scratch scratch, Arena arena) throws IOException {
        ImageLayout layout = readers.layoutOf(ImageBytes.of(image));
        List<Piece> packed = layout.pieces().stream()
                .filter(piece -> !(piece instanceof Piece.Plain))
                .limit(MOST)
                .toList();
        List<Piece> blocks = new ArrayList<>();
        MemorySegment content = packed.isEmpty() ? image : Unpacked.of(image, packed, blocks::add, scratch, arena);
        long budget = PackedPieces.allowedFor(image.byteSize()) - content.byteSize();
        boolean isWhole = blocks.size() == packed.size() && packed.size() < MOST;
        List<Piece> members = isWhole ? Containers.find(ImageBytes.of(content), layout.files(), budget) : List.of();
        return new ExaminedImage(
                image,
                List.copyOf(blocks),
                LayerTable.of(image.byteSize(), packed),
                content,
                layout.files(),
                members.subList(0, Math.min(members.size(), MOST - packed.size())));
    }

    /** Adds the numbers of the blocks whose content a member shares. */
    void addBlocksAround(Piece member, BitSet numbers) {
        addBlocks(member.offset(), member.length(), numbers);
    }

    /** Adds the numbers of the blocks that hold some of a file. */
    void addBlocksOf(ImageFile file, BitSet numbers) {
        for (ImageFile.Run run : file.runs()) {
            addBlocks(run.offset(), run.length(), numbers);
        }
    }

    private void addBlocks(long begin, long length, BitSet numbers) {
        long end = begin + length;
        int block = Math.max(0, geometry.pieceAtPlace(begin));
        if (block < geometry.count() && geometry.placeEnd(block) <= begin) {
            block++;
        }
        while (block < geometry.count() && geometry.place(block) < end) {
            numbers.set(block);
            block++;
        }
    }
}
