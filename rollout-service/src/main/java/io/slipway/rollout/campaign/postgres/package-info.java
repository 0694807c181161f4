/**
 * The rollouts in PostgreSQL.
 *
 * <p>Implements {@link io.slipway.rollout.campaign.Campaigns} on the table {@code rollout}: locks the row, lets the decision fall, and commits it with its consequences and its event.
 */
@NullMarked
package io.slipway.rollout.campaign.postgres;

import org.jspecify.annotations.NullMarked;
