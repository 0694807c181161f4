package io.slipway.rollout.campaign;

import java.time.Instant;
import java.util.Optional;

import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;

/**
 * One rollout.
 *
 * @param trace the trace of the request that started it
 * @param startedAt when it was started
 * @param changedAt when its state changed last
 */
public record Rollout(
        RolloutKey key,
        RolloutPlan plan,
        RolloutState state,
        Optional<Trace> trace,
        Instant createdAt,
        Optional<Instant> startedAt,
        Instant changedAt) {}
