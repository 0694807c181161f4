/**
 * PostgreSQL from the binaries that zonky.io publishes.
 *
 * <p>{@link io.slipway.engines.postgres.PostgresRecipe} unpacks them once, creates the cluster and starts the server; {@link
 * io.slipway.engines.postgres.UnpackMain} is the main class of the short process that unpacks.
 */
@NullMarked
package io.slipway.engines.postgres;

import org.jspecify.annotations.NullMarked;
