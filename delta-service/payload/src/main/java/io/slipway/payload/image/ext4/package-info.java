/**
 * Reads ext4, and ext2 and ext3, which are the same with fewer features.
 *
 * <p>{@link Ext4Reader} is the way in. It reads the {@code Superblock} and the {@code GroupDescriptors}, walks from the root directory to every file
 * ({@code DirectoryWalk}), and asks {@code InodeContent} for the blocks of each. Names follow "ext4 Data Structures and Algorithms" of the Linux kernel
 * documentation, whose sections the classes name. Where the image carries checksums of what is read, they are checked; every block belongs to one owner,
 * which bounds steps and memory by the length of the image.
 */
@NullMarked
package io.slipway.payload.image.ext4;

import org.jspecify.annotations.NullMarked;
