package io.slipway.payload.image;

/** An image is not what a reader takes it for: damaged, hostile, or with a feature that the reader does not know. The message is the reason, for people. */
public final class UnreadableImageException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param reason what is wrong, without the image's name, for example {@code inode 12 has an extent outside the image} */
    public UnreadableImageException(String reason) {
        super(reason);
    }
}
