package io.slipway.payload.diff;

/** Hears of what a target consists. The calls cover the target from its first byte to its last, without gaps and in order. */
public interface DifferenceListener {

    /**
     * Bytes of the target that are, most of them, the bytes of the source.
     *
     * @param source first byte in the source
     * @param target first byte in the target
     * @param length of both, above 0
     */
    void resembling(long source, long target, long length);

    /**
     * Bytes of the target that resemble nothing in the source.
     *
     * @param target first byte in the target
     * @param length above 0
     */
    void novel(long target, long length);
}
