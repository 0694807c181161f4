/**
 * The releases in PostgreSQL.
 *
 * <p>Implements {@link io.slipway.rollout.release.Releases} on the tables {@code release} and {@code signed_payload}.
 */
@NullMarked
package io.slipway.rollout.release.postgres;

import org.jspecify.annotations.NullMarked;
