/**
 * Reads FAT12, FAT16 and FAT32 with long names, as boot partitions and EFI system partitions have them.
 *
 * <p>{@link FatReader} is the way in. It reads the {@code BootSector}, walks from the root directory to every file ({@code FatWalk}) and follows the chain of
 * clusters of each ({@code AllocationTable}). Names follow Microsoft's "FAT: General Overview of On-Disk Format" (FATGEN103), whose sections the classes
 * name. Every cluster belongs to one owner, which bounds steps and memory by the length of the image.
 */
@NullMarked
package io.slipway.payload.image.fat;

import org.jspecify.annotations.NullMarked;
