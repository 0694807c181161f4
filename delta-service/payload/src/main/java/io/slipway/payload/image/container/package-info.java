/**
 * Looks into the files of an image for what is compressed there: kernels, initial ramdisks, {@code .zst}, {@code .lz4} and {@code .gz} files.
 *
 * <p>{@link io.slipway.payload.image.container.Containers} is the way in: it takes a layout that a reader has found, and returns one with more pieces.
 * {@code ContainerFormat} is one kind of container, {@code CompressedSequence} finds them one behind the other, {@code Members} collects what is in them,
 * and {@code Refinement} puts it into the layout. Files come from strangers: what is damaged or too large stays plain, and no more is unpacked than a
 * budget in proportion to the image allows.
 */
@NullMarked
package io.slipway.payload.image.container;

import org.jspecify.annotations.NullMarked;
