package io.slipway.delta.generation;

import java.time.Instant;
import java.util.UUID;

/**
 * The right to work on a job, for a while. Whoever lets it run out has lost it, and the job is taken up by another.
 *
 * @param owner names one taking of one job; never used twice
 * @param until when it runs out
 */
public record Lease(UUID owner, Instant until) {}
