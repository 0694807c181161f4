package io.slipway.delta.catalogue;

import java.time.Instant;
import java.util.OptionalLong;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Sizes;
import io.slipway.delta.generation.StoredPayload;

/** How far a job is. */
public sealed interface JobState {

    /**
     * It waits for a worker.
     *
     * @param failures attempts that failed
     * @param notBefore when the next attempt may begin
     */
    record Queued(int failures, Instant notBefore) implements JobState {}

    /**
     * A worker is at it.
     *
     * @param failures attempts that failed before
     * @param progress how far this one is
     */
    record Running(int failures, Progress progress) implements JobState {}

    /**
     * The payload exists.
     *
     * @param payload where it is
     * @param fullLength bytes of the full payload of the image, if there is one
     */
    record Ready(StoredPayload payload, OptionalLong fullLength) implements JobState {}

    /**
     * The image is kept as a delta.
     *
     * @param payload the full payload, which may not be in the store any more
     * @param base the newer version from which the delta leads back
     */
    record Cold(StoredPayload payload, Image base) implements JobState {}

    /** The delta was made and does not pay. */
    record FullIsSmaller(Sizes sizes, Reason reason) implements JobState {}

    /** There can be no such payload. */
    record Rejected(Reason reason) implements JobState {}

    /** All attempts failed. */
    record Failed(Reason reason) implements JobState {}

    /** Nobody wanted it any more. */
    record Cancelled() implements JobState {}
}
