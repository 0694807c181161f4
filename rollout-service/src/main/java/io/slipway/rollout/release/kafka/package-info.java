/**
 * What the artifact-service publishes, turned into releases and payloads.
 *
 * <p>Reads {@code slipway.artifact.release.v1} and {@code slipway.artifact.payload.v1}, hands each event once to {@link io.slipway.rollout.release.Releases}, and tells the {@link io.slipway.rollout.release.ReleaseWatcher} after the commit.
 */
@NullMarked
package io.slipway.rollout.release.kafka;

import org.jspecify.annotations.NullMarked;
