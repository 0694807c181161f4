/**
 * The programs that are measured, run one at a time: {@link io.slipway.standalone.bench.delta.process.ProgramPeers} those of others,
 * {@link io.slipway.standalone.bench.delta.process.SlipwayPayload} ours, each through a {@code MeasuredShell}.
 */
@NullMarked
package io.slipway.standalone.bench.delta.process;

import org.jspecify.annotations.NullMarked;
