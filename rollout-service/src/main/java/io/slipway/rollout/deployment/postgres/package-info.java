/**
 * The deployments in PostgreSQL.
 *
 * <p>Implements {@link io.slipway.rollout.deployment.Deployments} on the table {@code deployment}. A deployment that ends writes its device's tombstone into the outbox while its row is locked, so the tombstone always stands before the next command for that device.
 */
@NullMarked
package io.slipway.rollout.deployment.postgres;

import org.jspecify.annotations.NullMarked;
