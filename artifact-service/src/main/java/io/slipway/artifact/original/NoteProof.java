package io.slipway.artifact.original;

import java.util.UUID;

/** Remembers that an image can be made again, whether its original is to be removed or not: that may be wanted later. */
public final class NoteProof {

    private final RebuildableImages images;

    public NoteProof(RebuildableImages images) {
        this.images = images;
    }

    /**
     * Remembers the image; idempotent.
     *
     * @param event the event that told of it
     */
    public void note(UUID event, RebuildableImage image) {
        images.note(event, image);
    }
}
