package io.slipway.artifact.repository;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import io.slipway.artifact.repository.Repositories.Unpublished;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.RepositoryFile;
import io.slipway.metadata.role.RoleName;

/**
 * Brings committed metadata to the object store: versioned files first, which nobody looks for yet, then {@code timestamp.json}, which makes them visible at
 * once; then marks them, and with them releases and payloads, as published. May be repeated after a failure at any point.
 */
public final class PublishRepository {

    /** Longer than storing one file may take. */
    private static final Duration HOLD = Duration.ofMinutes(2);

    private final Repositories repositories;
    private final RepositoryBucket bucket;
    private final Clock clock;

    public PublishRepository(Repositories repositories, RepositoryBucket bucket, Clock clock) {
        this.repositories = repositories;
        this.bucket = bucket;
        this.clock = clock;
    }

    /**
     * Publishes everything that is committed.
     *
     * @return false if another process is publishing for the tenant
     * @throws io.slipway.artifact.storage.StoreUnavailableException if the object store is away; to be repeated
     */
    public boolean publish(Tenant tenant) {
        UUID publisher = UUID.randomUUID();
        if (!hold(tenant, publisher)) {
            return false;
        }
        try {
            for (Unpublished next = repositories.unpublished(tenant);
                    !next.files().isEmpty();
                    next = repositories.unpublished(tenant)) {
                if (!store(tenant, publisher, next)) {
                    return false;
                }
                repositories.published(tenant, next.change(), clock.instant());
            }
            return true;
        } finally {
            repositories.releasePublication(tenant, publisher);
        }
    }

    /** Stores files as long as no other process may do so: an older timestamp must never replace a newer one. */
    private boolean store(Tenant tenant, UUID publisher, Unpublished next) {
        for (RepositoryFile file : next.files()) {
            if (!hold(tenant, publisher)) {
                return false;
            }
            bucket.put(tenant, file);
        }
        return next.files().getLast().name().equals(RoleName.TIMESTAMP.fileName());
    }

    private boolean hold(Tenant tenant, UUID publisher) {
        return repositories.holdPublication(
                tenant, publisher, clock.instant(), clock.instant().plus(HOLD));
    }
}
