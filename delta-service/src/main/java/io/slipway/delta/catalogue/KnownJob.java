package io.slipway.delta.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.slipway.delta.generation.Way;

/**
 * The work on one payload.
 *
 * @param id names the job
 * @param way what the payload is made from, and the image that it makes
 * @param state how far it is
 * @param worked how long the attempt under way, or the last one, has taken; empty if there was none
 * @param createdAt when the payload was first wanted
 * @param changedAt when the state last changed
 */
public record KnownJob(
        UUID id, Way way, JobState state, Optional<Duration> worked, Instant createdAt, Instant changedAt) {}
