package io.slipway.artifact.repository.postgres;

/** Rolls a commit back whose premises another transaction has changed. */
final class OvertakenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    OvertakenException() {
        super("another transaction was faster");
    }
}
