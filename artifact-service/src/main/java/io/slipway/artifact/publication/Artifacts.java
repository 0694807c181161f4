package io.slipway.artifact.publication;

import java.util.List;
import java.util.Optional;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** The artifacts that are completely stored. Each method is one transaction and blocks. */
public interface Artifacts {

    /** The artifact, empty if the tenant has none with this digest. */
    Optional<Artifact> find(Tenant tenant, Sha256 digest);

    /** A page of the tenant's artifacts in the order of their digests, beginning after {@code after}. */
    List<Artifact> page(Tenant tenant, Optional<Sha256> after, int most);

    /**
     * Reserves an object without an artifact for removal.
     *
     * @return false if there is an artifact of this digest, or an upload that is about to become one
     */
    boolean beginRemoval(Tenant tenant, Sha256 digest);

    /** Ends the reservation after the object is gone. */
    void endRemoval(Tenant tenant, Sha256 digest);
}
