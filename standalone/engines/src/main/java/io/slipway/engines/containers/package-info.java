/**
 * The same engines as containers, for machines with a container engine.
 *
 * <p>{@link io.slipway.engines.Engines} comes here with {@code -Dslipway.engines=containers}. Needs Testcontainers on the class path, which this module declares as optional.
 */
@NullMarked
package io.slipway.engines.containers;

import org.jspecify.annotations.NullMarked;
