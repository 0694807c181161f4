package io.slipway.artifact.publication.postgres;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.publication.Artifact;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** A row of the table {@code artifact}. */
@Entity
@Table(name = "artifact")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class ArtifactRow {

    @EmbeddedId
    Key key;

    long length;
    Instant publishedAt;
    Instant originalSince;

    @Nullable
    Instant originalRemovedAt;

    Artifact artifact() {
        return new Artifact(new Tenant(key.tenant), new Sha256(key.sha256), length, publishedAt);
    }

    /** The primary key. */
    @Embeddable
    record Key(String tenant, String sha256) {}
}
