package io.slipway.payload.image.container;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.UnreadableImageException;

/**
 * Finds what is compressed inside the files of an image.
 *
 * <p>A file, or a fragment of one, is looked into where it lies together; so is an image that is no filesystem. What has no recipe in the end costs nothing:
 * its piece travels as the bytes that it is.
 */
public final class Containers {

    private static final KernelImage KERNEL = new KernelImage();
    private static final int SHORTEST = 32;

    private final ImageBytes unpacked;
    private final Members members;

    private Containers(ImageBytes unpacked, long budget) {
        this.unpacked = unpacked;
        this.members = new Members(budget);
    }

    /**
     * All that is compressed in files: ascending, without overlap. Never fails: what is damaged, overlaps or unpacks to too much is left out. Blocks.
     *
     * @param unpacked an image whose filesystem packs nothing, or its content once that is unpacked
     * @param files where they lie in it; empty for an image that is no filesystem
     * @param budget most bytes that are unpacked
     */
    public static List<Piece> find(ImageBytes unpacked, List<ImageFile> files, long budget) {
        Containers containers = new Containers(unpacked, budget);
        if (files.isEmpty()) {
            containers.lookInto(0, unpacked.length());
        } else {
            containers.lookInto(files);
        }
        return List.copyOf(containers.members.found().values());
    }

    private void lookInto(List<ImageFile> files) {
        Set<Long> seen = new HashSet<>();
        for (ImageFile file : files) {
            for (Run run : file.runs()) {
                if (!members.isExhausted() && seen.add(run.offset())) {
                    lookInto(run.offset(), run.length());
                }
            }
        }
    }

    private void lookInto(long offset, long length) {
        if (length < SHORTEST) {
            return;
        }
        try {
            ImageBytes bytes = unpacked.slice(0, offset + length);
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
