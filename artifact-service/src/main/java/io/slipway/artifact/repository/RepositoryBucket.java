package io.slipway.artifact.repository;

import java.io.InputStream;
import java.util.Optional;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.RepositoryFile;

/** Where devices find what is published. Every method blocks and may throw {@code StoreUnavailableException} or {@code StoreFullException}. */
public interface RepositoryBucket {

    /** Stores a metadata file, replacing one of the same name. */
    void put(Tenant tenant, RepositoryFile file);

    /** A published metadata file, empty if there is none. */
    Optional<byte[]> file(Tenant tenant, String name);

    /**
     * Opens the content of a target.
     *
     * @param first the first byte
     * @param length how many bytes
     * @throws io.slipway.artifact.storage.ObjectMissingException if it is not there
     */
    InputStream open(PublishedTarget target, long first, long length);
}
