/**
 * The arithmetic of waves: how many devices each gets, what became of them, and whether the next may start.
 *
 * <p>Pure rules, used by the rollout's lifecycle in {@code campaign}. {@link io.slipway.rollout.wave.WavePlan} splits the devices, {@link
 * io.slipway.rollout.wave.WaveTally} counts outcomes, {@link io.slipway.rollout.wave.SuccessThreshold} and {@link io.slipway.rollout.wave.ErrorLimit}
 * judge them. Starting a wave for any number of devices is one statement behind the port {@link io.slipway.rollout.wave.Waves}.
 */
@NullMarked
package io.slipway.rollout.wave;

import org.jspecify.annotations.NullMarked;
