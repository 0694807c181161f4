/** The command {@code bench}: measures on a platform of its own and writes {@code docs/benchmarks}. */
@NullMarked
package io.slipway.standalone.bench.cli;

import org.jspecify.annotations.NullMarked;
