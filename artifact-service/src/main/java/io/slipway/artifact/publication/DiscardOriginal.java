package io.slipway.artifact.publication;

import java.time.Instant;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/**
 * Removes the bytes of an artifact that stays known. An upload of the same digest brings them back.
 *
 * <p>The row comes first, so that an upload never counts on bytes that go; until they are gone it is refused. What a process that dies leaves undone is done by
 * {@link ReapUploads}.
 */
public final class DiscardOriginal {

    private final ArtifactStore store;
    private final Artifacts artifacts;

    public DiscardOriginal(ArtifactStore store, Artifacts artifacts) {
        this.store = store;
        this.artifacts = artifacts;
    }

    /**
     * Removes the bytes.
     *
     * @return false if they came at {@code before} or later or are gone already, or an upload of this digest is about to be complete
     */
    public boolean discard(Tenant tenant, Sha256 digest, Instant before) {
        boolean isBegun = artifacts.beginRemovalOfOriginal(tenant, digest, before);
        if (isBegun) {
            store.remove(ObjectKey.of(tenant, digest));
            artifacts.endRemoval(tenant, digest);
        }
        return isBegun;
    }
}
