/**
 * Releases: a name, a version, the device types it is for, and its components' images.
 *
 * <p>{@link io.slipway.artifact.release.Release} is the lifecycle: draft, signed, published, withdrawn. The HTTP adapter calls {@code CreateRelease} and
 * {@code WithdrawRelease}; the repository feature signs and publishes. State and events are stored together behind the port {@code Releases}.
 */
@NullMarked
package io.slipway.artifact.release;

import org.jspecify.annotations.NullMarked;
