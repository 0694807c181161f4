/**
 * Runs an engine as an operating system process that dies with its parent.
 *
 * <p>A {@link io.slipway.engines.process.EngineRecipe} says how one engine is prepared and started; {@link io.slipway.engines.process.ProcessEngine} does it, waits
 * until it serves, and ends it. {@link io.slipway.engines.process.LeashedProcess} is the process itself and also carries the services of the launcher.
 */
@NullMarked
package io.slipway.engines.process;

import org.jspecify.annotations.NullMarked;
