package io.slipway.payload.apply;

import java.io.IOException;

/** Hears how far applying has come. Called on the applying thread. */
public interface ApplyListener {

    /** For those who only want what comes out. */
    ApplyListener NOBODY = new ApplyListener() {
        @Override
        public void written(long targetBytes, long payloadBytes) {
            // Nobody waits for this.
        }

        @Override
        public void durable(int ranges) {
            // Nothing is kept.
        }
    };

    /**
     * Another range was written, though perhaps not yet durably.
     *
     * @param targetBytes bytes of the target that are in place, counted from its beginning
     * @param payloadBytes bytes of blobs read by this call of {@link PayloadApplier#apply}
     */
    void written(long targetBytes, long payloadBytes);

    /**
     * A range did not come out right, because the source was modified or a compressor here is another one, and was taken from the full payload.
     *
     * @param offset first byte in the target
     * @param length bytes
     */
    default void healed(long offset, int length) {}

    /**
     * Everything before range {@code ranges} survives a loss of power; this is what a journal keeps, and where the next {@code apply} may start.
     *
     * @param ranges number of ranges, counted from the target's beginning
     * @throws IOException to stop applying, because the journal cannot be written
     */
    void durable(int ranges) throws IOException;
}
