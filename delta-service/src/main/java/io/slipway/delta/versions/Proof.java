package io.slipway.delta.versions;

import java.time.Instant;

import io.slipway.delta.generation.StoredPayload;

/** What is known of a way back to an image: whether it can be made of what else is in the store. */
public sealed interface Proof {

    /** It is being found out. */
    record UnderWay() implements Proof {}

    /**
     * It can.
     *
     * @param payload the full payload that came out
     * @param at when that was
     */
    record Proven(StoredPayload payload, Instant at) implements Proof {}

    /** It cannot, or that does not pay. */
    record Refused() implements Proof {}

    /**
     * It could not be found out.
     *
     * @param at when the last attempt ended
     */
    record Failed(Instant at) implements Proof {}
}
