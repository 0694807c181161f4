package io.slipway.artifact.original;

/** What came of the wish for an image whose original is not kept. */
public sealed interface Rebuilding {

    /**
     * Its bytes can be written.
     *
     * @param image to be closed
     */
    record Begun(RebuiltImage image) implements Rebuilding {}

    /** Nobody has shown that it can be made again. */
    record Unknown() implements Rebuilding {}

    /** As many others are given as may be at once. */
    record Busy() implements Rebuilding {}

    /** Its full payload is not in the store at present and has to be made again. */
    record Cold(RebuildableImage image) implements Rebuilding {}

    /**
     * Its full payload is damaged.
     *
     * @param detail what is wrong with it
     */
    record Refused(RebuildableImage image, String detail) implements Rebuilding {}
}
