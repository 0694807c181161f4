package io.slipway.artifact.publication;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** The artifacts that were completely stored; the originals of some are not kept, because they can be made again. Each method is one transaction and blocks. */
public interface Artifacts {

    /** The artifact, empty if the tenant has none with this digest. */
    Optional<Artifact> find(Tenant tenant, Sha256 digest);

    /** As {@link #find}, and empty also if the artifact's original is not kept. */
    Optional<Artifact> findWithOriginal(Tenant tenant, Sha256 digest);

    /** A page of the tenant's artifacts in the order of their digests, beginning after {@code after}. */
    List<Artifact> page(Tenant tenant, Optional<Sha256> after, int most);

    /**
     * Reserves an object without an artifact for removal, or one whose artifact is noted to be without original.
     *
     * @return false if there is an artifact with original of this digest, or an upload that is about to become one, or another process removes the object
     */
    boolean beginRemoval(Tenant tenant, Sha256 digest);

    /**
     * Notes that the artifact is without original, and reserves its object for removal.
     *
     * @return false if the original came at {@code before} or later or is not kept any more, or an upload is about to bring it again
     */
    boolean beginRemovalOfOriginal(Tenant tenant, Sha256 digest, Instant before);

    /** Objects whose removal was begun and not ended, for so long that nobody can be at it any more; at most {@code most}. */
    List<ObjectKey.Address> abandonedRemovals(int most);

    /** Ends the reservation after the object is gone. */
    void endRemoval(Tenant tenant, Sha256 digest);
}
