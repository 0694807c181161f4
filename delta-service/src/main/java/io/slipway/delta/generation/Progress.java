package io.slipway.delta.generation;

/**
 * How far an attempt is.
 *
 * @param phase what it is doing
 * @param done bytes of {@code total} that are done in this phase
 * @param total bytes of the phase
 */
public record Progress(Phase phase, long done, long total) {

    /** The steps of an attempt, in order. */
    public enum Phase {
        /** The images are read from the store and their digests compared. */
        FETCHING,
        /** The image is compressed. */
        COMPRESSING,
        /** The image is compared with the source, and the delta applied, to see that it makes the image. */
        COMPARING,
        /** The full payload is applied, to see that it makes the image. */
        VERIFYING,
        /** The payload is written to the store. */
        UPLOADING
    }
}
