/**
 * What devices report about deployments.
 *
 * <p>Reads {@code slipway.device.report.v1}, hands each report once to the use cases, and tells the {@link io.slipway.rollout.deployment.DeploymentWatcher} after the commit. What cannot be true goes to the dead letters.
 */
@NullMarked
package io.slipway.rollout.deployment.kafka;

import org.jspecify.annotations.NullMarked;
