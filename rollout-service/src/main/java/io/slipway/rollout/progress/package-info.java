/**
 * A rollout as an operator watches it: its state, its waves with their counts, and the devices that deserve attention first.
 *
 * <p>{@link io.slipway.rollout.progress.WatchProgress} puts the {@link io.slipway.rollout.progress.ProgressSummary} together; the adapter {@code http}
 * sends it to browsers as server-sent events whenever it changed.
 */
@NullMarked
package io.slipway.rollout.progress;

import org.jspecify.annotations.NullMarked;
