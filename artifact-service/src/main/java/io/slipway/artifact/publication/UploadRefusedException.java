package io.slipway.artifact.publication;

/** Input that was refused at the edge; {@link #refusal()} says why. */
public final class UploadRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient UploadRefusal refusal;

    public UploadRefusedException(UploadRefusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /** The reason. */
    public UploadRefusal refusal() {
        return refusal;
    }
}
