package io.slipway.delta.generation;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where the images of releases are. What it delivers is not trusted: whoever reads compares digests. */
public interface ImageStore {

    /**
     * The bytes of an image; blocks. The caller closes the stream.
     *
     * @return empty if the store has no such image
     * @throws IOException if the store cannot be asked; trying again may help
     */
    Optional<InputStream> open(Image image) throws IOException;
}
