/** The rules of {@code fleet}, proven without a container. */
@NullMarked
package io.slipway.rollout.fleet;

import org.jspecify.annotations.NullMarked;
