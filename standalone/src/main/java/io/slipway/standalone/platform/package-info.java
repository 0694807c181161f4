/**
 * The engines and services of one machine, started and stopped together.
 *
 * <p>{@link io.slipway.standalone.platform.StartPlatform} prepares the data directory, starts the {@link io.slipway.standalone.platform.Component}s and hands them
 * over as a {@link io.slipway.standalone.platform.Platform}. {@link io.slipway.standalone.platform.RunningPlatform} is how another process finds them: {@code status} and
 * {@code down} use it. The commands in {@code cli} call in; {@code pki} and slipway-engines are called.
 */
@NullMarked
package io.slipway.standalone.platform;

import org.jspecify.annotations.NullMarked;
