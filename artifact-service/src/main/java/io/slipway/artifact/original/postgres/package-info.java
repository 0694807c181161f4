/** The table {@code rebuildable_image}. */
@NullMarked
package io.slipway.artifact.original.postgres;

import org.jspecify.annotations.NullMarked;
