/** The rules of {@code wave}, proven without a container. */
@NullMarked
package io.slipway.rollout.wave;

import org.jspecify.annotations.NullMarked;
