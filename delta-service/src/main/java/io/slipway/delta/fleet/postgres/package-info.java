/** What devices run, in PostgreSQL: a row for each device, and one for each of its components. */
@NullMarked
package io.slipway.delta.fleet.postgres;

import org.jspecify.annotations.NullMarked;
