/**
 * The REST resource of the releases.
 *
 * <p>Reads through {@link io.slipway.rollout.release.Releases}; changes nothing.
 */
@NullMarked
package io.slipway.rollout.release.http;

import org.jspecify.annotations.NullMarked;
