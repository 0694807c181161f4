package io.slipway.delta.generation;

/** Thrown inside an attempt whose lease is gone: another worker has the job or nobody wants it, this one stops. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(Way way) {
        super("the lease of the job for " + way.key() + " is lost");
    }
}
