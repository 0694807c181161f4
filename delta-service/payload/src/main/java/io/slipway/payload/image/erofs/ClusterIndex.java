package io.slipway.payload.image.erofs;

import io.slipway.payload.image.UnreadableImageException;

/** What an image says of all logical clusters of a file. */
sealed interface ClusterIndex permits FullIndex, CompactIndex {

    /** Where it begins in the image. */
    long start();

    /** Where it ends; inline data follows. */
    long end();

    /** How many logical clusters it has. */
    long count();

    /** The logical cluster with a number from 0 to {@link #count()} - 1. */
    LogicalCluster at(long number) throws UnreadableImageException;
}
