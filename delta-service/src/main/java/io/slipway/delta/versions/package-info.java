/**
 * Decides which versions are kept as full payloads and which as deltas that lead back to them: what is warm, and what is cold (ADR 0007).
 *
 * <p>{@link io.slipway.delta.versions.KeepVersions} and {@link io.slipway.delta.versions.RemoveColdPayloads} are called at intervals,
 * {@link io.slipway.delta.versions.WantPayload} when a device asks for a payload, {@link io.slipway.delta.versions.WarmImage} by operators. The rules are in
 * {@link io.slipway.delta.versions.CoolingRules}. The work itself is done by the jobs of {@code io.slipway.delta.generation}; what is known is kept by
 * {@link io.slipway.delta.versions.StoredVersions}.
 */
@NullMarked
package io.slipway.delta.versions;

import org.jspecify.annotations.NullMarked;
