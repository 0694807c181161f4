package io.slipway.payload.image.container;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.PackedPieces;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Finds what is compressed inside the files of an image.
 *
 * <p>A file, or a fragment of one, is looked into where it lies together and is not compressed by the filesystem; so is an image that is no filesystem. What
 * has no recipe in the end costs nothing: its piece travels as the bytes that it is.
 */
public final class Containers {

    private static final KernelImage KERNEL = new KernelImage();
    private static final int SHORTEST = 32;

    /** Above this, a file could not grow any more; no disk has one. */
    private static final long LARGEST_FILE = Long.MAX_VALUE / 2;

    private final ImageBytes image;
    private final ImageLayout layout;
    private final Members members;

    private Containers(ImageBytes image, ImageLayout layout) {
        this.image = image;
        this.layout = layout;
        members = new Members(PackedPieces.allowedFor(image.length())
                - layout.pieces().stream().mapToLong(Piece::unpackedLength).sum());
    }

    /**
     * The layout with a piece for everything compressed that was found in its files.
     *
     * <p>A file that holds such a piece is as long as what it holds unpacked, and its runs cover that. Never fails: what is damaged, overlaps or unpacks to
     * too much stays plain. Ends after unpacking {@link PackedPieces#allowedFor} bytes at most. Blocks.
     *
     * @param layout what a reader found in {@code image}
     */
    public static ImageLayout refine(ImageBytes image, ImageLayout layout) {
        if (layout.files().stream().anyMatch(file -> file.size() > LARGEST_FILE)) {
            return layout;
        }
        Containers containers = new Containers(image, layout);
        containers.lookInto();
        return new Refinement(layout).with(containers.members.found().values());
    }

    private void lookInto() {
        PlainPlaces places = new PlainPlaces(layout.pieces());
        if (layout.files().isEmpty()) {
            lookInto(places, List.of(new Run(0, 0, Math.max(1, image.length()))), new HashSet<>());
            return;
        }
        Set<Long> seen = new HashSet<>();
        for (ImageFile file : layout.files()) {
            lookInto(places, file.runs(), seen);
        }
    }

    private void lookInto(PlainPlaces places, List<Run> runs, Set<Long> seen) {
        for (Run run : runs) {
            long offset = places.imageOffset(run.offset(), run.length());
            if (offset >= 0 && run.length() >= SHORTEST && !members.isExhausted() && seen.add(offset)) {
                lookInto(offset, run.length());
            }
        }
    }

    private void lookInto(long offset, long length) {
        try {
            ImageBytes bytes = image.slice(0, offset + length);
            if (KERNEL.isAt(bytes, offset)) {
                KERNEL.read(bytes, offset, members);
            } else {
                CompressedSequence.read(bytes, offset, members);
            }
        } catch (UnreadableImageException e) {
            // What was found before the damage is good; the rest stays plain, as it was.
        }
    }
}
