/** The rules of {@code deployment}, proven without a container. */
@NullMarked
package io.slipway.rollout.deployment;

import org.jspecify.annotations.NullMarked;
