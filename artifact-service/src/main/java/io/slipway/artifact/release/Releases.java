package io.slipway.artifact.release;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.slipway.artifact.tenant.Tenant;

/** The releases of all tenants. Each method is one transaction and blocks. */
public interface Releases {

    /**
     * Adds a draft.
     *
     * @return false if the tenant has a release of this name and version
     */
    boolean add(Release.Draft draft);

    /** The release, empty if the tenant has none of this id. */
    Optional<Release> find(Tenant tenant, UUID id);

    /** Those of these ids that the tenant has. */
    List<Release> findAll(Tenant tenant, Collection<UUID> ids);

    /** A page of the tenant's releases, newest first. */
    List<Release> page(Tenant tenant, int skipped, int most);

    /**
     * Changes a release, together with the event of the change, while nobody else does.
     *
     * @param transition pure and quick; called once
     * @return the release after it, empty if the tenant has none of this id
     */
    Optional<Release> change(Tenant tenant, UUID id, Function<Release, Release.Transition> transition);
}
