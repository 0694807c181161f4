/** The rules of {@code campaign}, proven without a container. */
@NullMarked
package io.slipway.rollout.campaign;

import org.jspecify.annotations.NullMarked;
