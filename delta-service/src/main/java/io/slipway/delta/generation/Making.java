package io.slipway.delta.generation;

/** What came of trying to make a payload. */
sealed interface Making {

    /** It is stored. */
    record Made(StoredPayload payload) implements Making {}

    /** It is a delta that does not pay. */
    record NotWorthwhile(Sizes sizes) implements Making {}

    /** It cannot be made of these images. */
    record Refused(Reason reason) implements Making {}

    /** It could not be made this time. */
    record Failed(Reason reason) implements Making {}
}
