package io.slipway.payload.repack;

/** A recipe cannot be carried out: the compressor is not here, or it gives something of another length. The message is the reason, for people. */
public final class CannotRepackException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param reason what is wrong */
    public CannotRepackException(String reason) {
        super(reason);
    }
}
