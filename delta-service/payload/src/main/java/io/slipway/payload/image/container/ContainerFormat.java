package io.slipway.payload.image.container;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.UnreadableImageException;

/** One kind of container. Implementations hold no state. */
interface ContainerFormat {

    /**
     * Whether a container of this kind begins at an offset.
     *
     * @param bytes of the image up to where the file's part ends
     * @throws UnreadableImageException if there are too few bytes for any container
     */
    boolean isAt(ImageBytes bytes, long offset) throws UnreadableImageException;

    /**
     * Adds what is compressed in the container.
     *
     * @return where the container ends, behind {@code offset}
     * @throws UnreadableImageException if it is damaged; what was added before is good all the same
     */
    long read(ImageBytes bytes, long offset, Members members) throws UnreadableImageException;
}
