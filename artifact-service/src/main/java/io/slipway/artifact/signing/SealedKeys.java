package io.slipway.artifact.signing;

import java.util.Collection;
import java.util.List;

import io.slipway.artifact.tenant.Tenant;

/** Where sealed keys are kept. Each method is one transaction and blocks. */
public interface SealedKeys {

    /** The tenant's keys, at most one for each role. */
    List<SealedKey> find(Tenant tenant);

    /** Adds keys for roles that have none; one that is there stays. */
    void addMissing(Tenant tenant, Collection<SealedKey> keys);
}
