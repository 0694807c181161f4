package io.slipway.delta.catalogue;

import java.time.Instant;

import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.StoredPayload;

/** How far an update path is. */
public sealed interface PathState {

    /**
     * Its payload waits for a worker.
     *
     * @param failures attempts that failed
     * @param notBefore when the next attempt may begin
     */
    record Queued(int failures, Instant notBefore) implements PathState {}

    /**
     * Its payload is being made.
     *
     * @param failures attempts that failed before
     * @param progress how far this one is
     */
    record Generating(int failures, Progress progress) implements PathState {}

    /**
     * Its payload exists.
     *
     * @param payload where it is
     */
    record Ready(StoredPayload payload) implements PathState {}

    /** Its payload existed, and is not kept; it is made again when it is wanted. */
    record Cold() implements PathState {}

    /**
     * There is no payload.
     *
     * @param reason why
     */
    record Rejected(Reason reason) implements PathState {}

    /** The release was withdrawn before the payload was ready. */
    record Withdrawn() implements PathState {}
}
