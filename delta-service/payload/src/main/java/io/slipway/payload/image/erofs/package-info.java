/**
 * Reads erofs, as the kernel's Documentation/filesystems/erofs.rst and {@code fs/erofs/erofs_fs.h} describe it and erofs-utils write it.
 *
 * <p>{@link io.slipway.payload.image.erofs.ErofsReader} is the way in. It reads the {@code Superblock}, walks the directories, and turns what an inode says of
 * its content, in one of five data layouts, into {@code Extent}s. A physical cluster that is compressed with LZ4 is a piece of its own. It is not unpacked:
 * its length follows from the logical clusters that refer to it, and who unpacks it later finds out whether it is true.
 */
@NullMarked
package io.slipway.payload.image.erofs;

import org.jspecify.annotations.NullMarked;
