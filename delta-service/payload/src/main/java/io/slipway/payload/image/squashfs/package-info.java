/**
 * Reads squashfs 4.0, as the kernel's Documentation/filesystems/squashfs.rst describes it and squashfs-tools write it.
 *
 * <p>{@link io.slipway.payload.image.squashfs.SquashfsReader} is the way in. It reads the {@code Superblock}, unpacks the {@code MetadataTable}s of inodes,
 * directories and fragments, walks the directories and makes a piece of every compressed block. Data blocks are not unpacked: their length follows from the
 * inodes, and who unpacks them later finds out whether it is true.
 */
@NullMarked
package io.slipway.payload.image.squashfs;

import org.jspecify.annotations.NullMarked;
