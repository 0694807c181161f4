package io.slipway.payload.repack;

/** Bytes are not what their codec makes, or not of the length that was asked for. The message is the reason, for people. */
public final class UndecodableException extends Exception {

    private static final long serialVersionUID = 1;

    /** @param reason what is wrong */
    public UndecodableException(String reason) {
        super(reason);
    }
}
