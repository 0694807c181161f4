/**
 * Progress as server-sent events.
 *
 * <p>One look per rollout and interval is shared by all who watch it; a slow browser misses looks, but never piles them up.
 */
@NullMarked
package io.slipway.rollout.progress.http;

import org.jspecify.annotations.NullMarked;
