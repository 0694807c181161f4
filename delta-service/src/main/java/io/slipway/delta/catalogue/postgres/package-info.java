/** Update paths as PostgreSQL has them, by native queries that read no more than what is shown. */
@NullMarked
package io.slipway.delta.catalogue.postgres;

import org.jspecify.annotations.NullMarked;
