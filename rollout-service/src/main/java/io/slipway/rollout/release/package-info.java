/**
 * The releases as this service knows them, and whether devices could install them yet.
 *
 * <p>artifact-service publishes a release when its images are signed, and an update payload when that is signed; the two facts come on different
 * topics and in any order. A release is ready to roll out when every component has a signed full payload. Rollouts look releases up here and are
 * told through {@link io.slipway.rollout.release.ReleaseWatcher} when something about one changed.
 */
@NullMarked
package io.slipway.rollout.release;

import org.jspecify.annotations.NullMarked;
