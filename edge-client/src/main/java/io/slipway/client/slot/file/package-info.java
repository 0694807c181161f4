/**
 * Slots that are reached through a path: image files of a virtual board, partitions and logical volumes.
 */
@NullMarked
package io.slipway.client.slot.file;

import org.jspecify.annotations.NullMarked;
