/**
 * Finds what of a new image is in an old one.
 *
 * <p>{@link FindDifferences} walks the new image once, front to back, and tells a {@link DifferenceListener} which of its bytes resemble which bytes of the
 * old one and which are novel. It is the approach of bsdiff (Colin Percival, "Naive differences of executable code", 2003) with an index of hashed seeds in
 * place of the suffix array: both images are mapped files, and memory is a fraction of the old one's length. Nothing here is needed on a device.
 */
@NullMarked
package io.slipway.payload.diff;

import org.jspecify.annotations.NullMarked;
