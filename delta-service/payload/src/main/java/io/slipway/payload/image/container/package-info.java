/**
 * Looks into the files of an image for what is compressed there: kernels, initial ramdisks, {@code .zst}, {@code .lz4} and {@code .gz} files.
 *
 * <p>{@link io.slipway.payload.image.container.Containers} is the way in: it takes an image whose filesystem packs nothing, or its content once that is unpacked, and
 * returns pieces. {@code ContainerFormat} is one kind of container, {@code CompressedSequence} finds them one behind the other, and {@code Members} collects what
 * is in them. Files come from strangers: what is damaged or too large stays plain, and no more is unpacked than a
 * budget in proportion to the image allows.
 */
@NullMarked
package io.slipway.payload.image.container;

import org.jspecify.annotations.NullMarked;
