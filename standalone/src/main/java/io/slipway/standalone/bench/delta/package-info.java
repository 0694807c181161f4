/**
 * Ours against the peers: how many bytes an update of a real Debian image needs, and what it costs to make and to apply them.
 *
 * <p>{@link io.slipway.standalone.bench.delta.CompareDeltas} measures one {@link io.slipway.standalone.bench.delta.ImagePair} with everything that can make a delta of it;
 * {@link io.slipway.standalone.bench.delta.Comparison} holds the outcomes against the figures that were asked for, {@link io.slipway.standalone.bench.delta.DeltaSheet}
 * writes the page. The adapters run programs ({@code process}), remember what peers cost ({@code json}) and are the command {@code bench delta} ({@code cli}).
 */
@NullMarked
package io.slipway.standalone.bench.delta;

import org.jspecify.annotations.NullMarked;
