package io.slipway.payload.image;

/** Reads one kind of filesystem or archive. Implementations hold no state and are safe for use by several threads. */
public interface FilesystemReader {

    /** The name of what it reads, as tools print it: {@code ext4}, {@code squashfs}. */
    String name();

    /** Whether the image says of itself that it is of this kind (a magic number at its place). Reads a few bytes and never fails. */
    boolean recognises(ImageBytes image);

    /**
     * Finds the pieces and files of an image.
     *
     * <p>Ends after a number of steps that is bounded by the image's length, and takes memory in proportion to the number of files and extents,
     * whatever the image's fields say.
     *
     * @throws UnreadableImageException if the image is damaged or has a feature that is not known
     */
    ImageLayout read(ImageBytes image) throws UnreadableImageException;
}
