/**
 * The REST resource of the rollouts.
 *
 * <p>Turns requests into calls of the use cases, and their refusals into problem details.
 */
@NullMarked
package io.slipway.rollout.campaign.http;

import org.jspecify.annotations.NullMarked;
