/** The command {@code bench delta}. */
@NullMarked
package io.slipway.standalone.bench.delta.cli;

import org.jspecify.annotations.NullMarked;
