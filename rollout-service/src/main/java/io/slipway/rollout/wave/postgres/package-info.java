/**
 * Waves in PostgreSQL, set-based.
 *
 * <p>Implements {@link io.slipway.rollout.wave.Waves}: starting or cancelling a wave is a fixed number of statements that write deployments and their commands in the outbox together.
 */
@NullMarked
package io.slipway.rollout.wave.postgres;

import org.jspecify.annotations.NullMarked;
