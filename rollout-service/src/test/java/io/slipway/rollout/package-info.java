/** The tests of the service as a whole, and what they share. */
@NullMarked
package io.slipway.rollout;

import org.jspecify.annotations.NullMarked;
