/**
 * The rollout itself: what an operator creates, starts, pauses, resumes and aborts, and what moves on as devices report.
 *
 * <p>{@link io.slipway.rollout.campaign.RolloutState} is the lifecycle. Each use case ({@code StartRollout}, {@code AdvanceRollout} …) reads a {@link
 * io.slipway.rollout.campaign.Situation} while the rollout is locked, asks the state what follows, and hands the {@link
 * io.slipway.rollout.campaign.Transition} back to the port {@link io.slipway.rollout.campaign.Campaigns}, which commits it with its events and, through
 * {@code wave}, its deployments. Called by the REST adapter, and by the adapter {@code process} after reports and at every tick.
 */
@NullMarked
package io.slipway.rollout.campaign;

import org.jspecify.annotations.NullMarked;
