/**
 * Reads images of whole disks.
 *
 * <p>{@link DiskReader} is the way in. It takes the partitions from the {@code GuidPartitionTable} or the {@code MasterBootRecord}, lets other readers read each,
 * and puts their layouts together.
 */
@NullMarked
package io.slipway.payload.image.disk;

import org.jspecify.annotations.NullMarked;
