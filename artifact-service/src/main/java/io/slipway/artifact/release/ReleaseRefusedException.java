package io.slipway.artifact.release;

/** Input that was refused at the edge; {@link #refusal()} says why. */
public final class ReleaseRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ReleaseRefusal refusal;

    public ReleaseRefusedException(ReleaseRefusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /** The reason. */
    public ReleaseRefusal refusal() {
        return refusal;
    }
}
