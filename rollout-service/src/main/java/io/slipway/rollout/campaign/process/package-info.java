/**
 * What moves rollouts on without an operator.
 *
 * <p>{@link io.slipway.rollout.campaign.process.AdvanceQueue} is told of changes and advances each rollout soon after, once however many changes there were; {@link io.slipway.rollout.campaign.process.RolloutTick} asks the database at intervals what was missed, so nothing hangs after a crash.
 */
@NullMarked
package io.slipway.rollout.campaign.process;

import org.jspecify.annotations.NullMarked;
