package io.slipway.artifact.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.RepositoryFile;

/** The repositories of all tenants. Each method is one transaction and blocks. */
public interface Repositories {

    /** The tenant's repository, empty before it is initialised. */
    Optional<TenantRepository> find(Tenant tenant);

    /**
     * Stores a tenant's first state.
     *
     * @return false if the tenant has a repository already, or a release is no longer a draft
     */
    boolean create(Tenant tenant, Amendment first);

    /**
     * Stores the next state, with what follows from it, under the lock of the tenant's row.
     *
     * @param change the change that the amendment was computed on
     * @return false if the repository was changed since, or a release is no longer a draft; nothing was stored then
     */
    boolean commit(Tenant tenant, long change, Amendment amendment);

    /** A metadata file by its name, for example {@code 3.targets.json}, or the latest of a role by {@code targets.json}. */
    Optional<byte[]> file(Tenant tenant, String name);

    /** Tenants that have something to sign, renew or publish, at most {@code most}. */
    List<Tenant> withWork(Instant now, int most);

    /** Takes or prolongs the right to publish the tenant's files; false while another process has it. */
    boolean holdPublication(Tenant tenant, UUID publisher, Instant now, Instant until);

    /** Gives the right to publish back. */
    void releasePublication(Tenant tenant, UUID publisher);

    /** What is committed but not published. */
    Unpublished unpublished(Tenant tenant);

    /** Marks everything up to this change as published, releases and payloads included, with the events about them. */
    void published(Tenant tenant, long change, Instant now);

    /**
     * Files that the object store does not have.
     *
     * @param change the last change that they belong to
     * @param files in the order in which they have to be stored; empty if there is nothing to do
     */
    record Unpublished(long change, List<RepositoryFile> files) {

        public Unpublished {
            files = List.copyOf(files);
        }
    }
}
