package io.slipway.artifact.repository;

import java.util.Optional;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.TargetPath;

/** Which targets devices may fetch. Each method is one transaction and blocks. */
public interface PublishedTargets {

    /** The published target of this name and digest, empty if there is none. */
    Optional<PublishedTarget> find(Tenant tenant, TargetPath path, Sha256 digest);
}
