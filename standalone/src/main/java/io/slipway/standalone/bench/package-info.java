/**
 * Benchmarks of what an operator waits for: uploads, payloads, installs.
 *
 * <p>{@link io.slipway.standalone.bench.Series} is what was measured, {@link io.slipway.standalone.bench.Sheet} the page in {@code docs/benchmarks} that says so. {@code cli}
 * measures.
 */
@NullMarked
package io.slipway.standalone.bench;

import org.jspecify.annotations.NullMarked;
