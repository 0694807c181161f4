package io.slipway.metadata.refusal;

/** Metadata that is not trusted. Nothing was changed by what was refused; the {@link #refusal()} says why. */
public final class MetadataRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public MetadataRefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.message());
        this.refusal = refusal;
    }

    /** The reason. */
    public Refusal refusal() {
        return refusal;
    }
}
