/**
 * Makes the payloads that releases need, each once: a full one for every image, and deltas from what the fleet runs.
 *
 * <p>{@link io.slipway.delta.generation.PublishRelease} and {@link io.slipway.delta.generation.WithdrawRelease} are called when events of
 * artifact-service arrive, {@link io.slipway.delta.generation.PlanDeltas} also when devices report; {@link io.slipway.delta.generation.GenerationPool} takes one {@link io.slipway.delta.generation.PayloadJob} after the other and
 * lets {@link io.slipway.delta.generation.GeneratePayload} work on it. Jobs are kept by {@link io.slipway.delta.generation.PayloadJobs}, images come from
 * an {@link io.slipway.delta.generation.ImageStore}, payloads go to a {@link io.slipway.delta.generation.PayloadStore}.
 */
@NullMarked
package io.slipway.delta.generation;

import org.jspecify.annotations.NullMarked;
