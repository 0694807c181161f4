/** How many images are warm and cold, in Micrometer: the gauge {@code slipway_delta_images}. */
@NullMarked
package io.slipway.delta.versions.metrics;

import org.jspecify.annotations.NullMarked;
