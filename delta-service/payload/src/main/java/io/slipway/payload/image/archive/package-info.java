/**
 * Reads archives that are used as images or carry them: tar, and cpio as in initial ramdisks and {@code .swu} files.
 *
 * <p>{@link TarReader} and {@link CpioReader} are the ways in. Both go from header to header, so they take steps in proportion to the length of the image at most;
 * {@code ArchiveMembers} holds what they found. Content is named by its member, all the rest, headers and padding, is one metadata area.
 */
@NullMarked
package io.slipway.payload.image.archive;

import org.jspecify.annotations.NullMarked;
