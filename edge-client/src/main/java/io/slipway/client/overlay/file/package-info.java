/** Layers in a directory of the data partition. */
@NullMarked
package io.slipway.client.overlay.file;

import org.jspecify.annotations.NullMarked;
