package io.slipway.artifact.repository.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.repository.PayloadOffer;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.PayloadTarget;

/** A row of the table {@code payload}. */
@Entity
@Table(name = "payload")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class PayloadRow {

    @EmbeddedId
    Key key;

    UUID releaseId;
    String component;
    String kind;
    String imageSha256;
    long imageLength;

    @Nullable
    String fromSha256;

    @Nullable
    Long fromLength;

    String sha256;
    long length;
    String indexSha256;
    long indexLength;
    Instant receivedAt;

    @Nullable
    Long signedChange;

    @Nullable
    Instant publishedAt;

    PayloadOffer offer() {
        return new PayloadOffer(
                new Tenant(key.tenant),
                releaseId,
                component,
                new PayloadTarget(
                        new TargetPath(key.path),
                        new Content(length, new Sha256(sha256)),
                        kind,
                        new Content(imageLength, new Sha256(imageSha256)),
                        from(),
                        new Content(indexLength, new Sha256(indexSha256))));
    }

    private Optional<Content> from() {
        return fromSha256 == null || fromLength == null
                ? Optional.empty()
                : Optional.of(new Content(fromLength, new Sha256(fromSha256)));
    }

    /** The primary key. */
    @Embeddable
    record Key(String tenant, String path) {}
}
