/** What is known of versions in PostgreSQL: the rows of payload jobs, which this shares with {@code io.slipway.delta.generation.postgres}, and of releases. */
@NullMarked
package io.slipway.delta.versions.postgres;

import org.jspecify.annotations.NullMarked;
