/**
 * One device's way to one release: its lifecycle, folded from what the device says.
 *
 * <p>A deployment is made by its rollout when the wave starts, and ends with the word of the device: it succeeded only when the device booted the new
 * system, found it healthy and committed it. {@link io.slipway.rollout.deployment.RecordReport} is called for every report and tells the rollout
 * through {@link io.slipway.rollout.deployment.DeploymentWatcher}; {@link io.slipway.rollout.deployment.EndSilentDeployments} ends those of which
 * nothing was heard for too long.
 */
@NullMarked
package io.slipway.rollout.deployment;

import org.jspecify.annotations.NullMarked;
