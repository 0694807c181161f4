package io.slipway.artifact.original;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** The images that can be made again. Each method is one transaction and blocks. */
public interface RebuildableImages {

    /**
     * Remembers an image once, however often the event comes. What was proven later counts.
     *
     * @param event the event that it came with
     */
    void note(UUID event, RebuildableImage image);

    /** The image, empty if nobody has shown that it can be made again. */
    Optional<RebuildableImage> find(Tenant tenant, Sha256 image);

    /**
     * Images that are artifacts of their tenant, proven before {@code before} and with an original that is in the store since before then.
     *
     * @param after goes on behind this one
     */
    List<RebuildableImage> withOriginal(Instant before, Optional<RebuildableImage> after, int most);
}
