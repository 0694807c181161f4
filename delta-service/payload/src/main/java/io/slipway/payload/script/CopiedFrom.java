package io.slipway.payload.script;

/** What scripts copy from. */
public enum CopiedFrom {
    /** The source image, unpacked. */
    UNPACKED_SOURCE,
    /** The source image as it is. */
    SOURCE_AS_IT_IS,
    /** What is written of the target, unpacked. */
    TARGET
}
