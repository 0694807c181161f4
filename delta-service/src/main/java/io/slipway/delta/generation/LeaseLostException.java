package io.slipway.delta.generation;

/** Thrown inside an attempt whose lease ran out: another worker has the job, this one stops. */
final class LeaseLostException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLostException(Image image) {
        super("the lease of the job for " + image.key() + " is lost");
    }
}
