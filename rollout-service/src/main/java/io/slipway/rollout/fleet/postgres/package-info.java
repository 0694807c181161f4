/**
 * The fleet in PostgreSQL.
 *
 * <p>Implements {@link io.slipway.rollout.fleet.Fleet} on the table {@code device}; what a filter means stands in the SQL function {@code device_fits}.
 */
@NullMarked
package io.slipway.rollout.fleet.postgres;

import org.jspecify.annotations.NullMarked;
