package io.slipway.payload.create;

/** A part of the target, in the way in which the delta will make it. */
sealed interface Step {

    /** Bytes of the target, above 0. */
    long length();

    /**
     * Bytes that are stored as they are.
     *
     * @param place where they are in the unpacked target
     */
    record Plain(long length, long place) implements Step {}

    /**
     * Compressed bytes that the source has as well.
     *
     * @param source where they are in the source image
     */
    record Same(long length, long source) implements Step {}

    /**
     * A piece that is packed again.
     *
     * @param recipe number of its recipe
     * @param place where its content is in the unpacked target
     * @param isStream whether it is too large for memory
     */
    record Packed(long length, int recipe, long place, long unpackedLength, boolean isStream) implements Step {}

    /**
     * Bytes that travel as they are, without being compared.
     *
     * @param offset where they are in the target
     */
    record Novel(long length, long offset) implements Step {}

    /** Bytes of a packed stream that began earlier. */
    record Waiting(long length) implements Step {}
}
