/**
 * The REST resource of the deployments.
 *
 * <p>Reads through {@link io.slipway.rollout.deployment.Deployments}; changes nothing.
 */
@NullMarked
package io.slipway.rollout.deployment.http;

import org.jspecify.annotations.NullMarked;
