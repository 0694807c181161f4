package io.slipway.artifact.repository;

/** Metadata that was refused; {@link #refusal()} says why. */
public final class RepositoryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient RepositoryRefusal refusal;

    public RepositoryRefusedException(RepositoryRefusal refusal) {
        super(refusal.toString());
        this.refusal = refusal;
    }

    /** The reason. */
    public RepositoryRefusal refusal() {
        return refusal;
    }
}
