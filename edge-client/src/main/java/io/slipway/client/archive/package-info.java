/**
 * Reads tar archives that come to a device as images: strictly, within bounds, and only what a tree of files needs. Component handlers call in; nothing is
 * written here.
 */
@NullMarked
package io.slipway.client.archive;

import org.jspecify.annotations.NullMarked;
