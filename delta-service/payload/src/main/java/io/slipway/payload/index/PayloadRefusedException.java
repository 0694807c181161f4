package io.slipway.payload.index;

/** Thrown where a payload, or what came of it, is refused. Not an I/O error: the same bytes are refused again. */
public final class PayloadRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** A refusal on its way to whoever handed the payload in. */
    public PayloadRefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.detail());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
