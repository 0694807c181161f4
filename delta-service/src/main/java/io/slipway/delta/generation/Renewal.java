package io.slipway.delta.generation;

import java.time.Instant;

/**
 * A sign of life of a worker.
 *
 * @param at when
 * @param until when the lease runs out from now on
 * @param progress how far the attempt is
 * @param isMilestone whether others are told of the progress, too
 */
public record Renewal(Instant at, Instant until, Progress progress, boolean isMilestone) {}
