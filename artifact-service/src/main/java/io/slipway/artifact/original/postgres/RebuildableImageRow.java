package io.slipway.artifact.original.postgres;

import java.time.Instant;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.slipway.artifact.original.RebuildableImage;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** A row of the table {@code rebuildable_image}. */
@Entity
@Table(name = "rebuildable_image")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class RebuildableImageRow {

    @EmbeddedId
    Key key;

    long length;
    String payloadSha256;
    long payloadLength;
    String indexSha256;
    long indexLength;
    Instant provenAt;

    RebuildableImage image() {
        return new RebuildableImage(
                new Tenant(key.tenant),
                new Content(length, new Sha256(key.sha256)),
                new Content(payloadLength, new Sha256(payloadSha256)),
                new Content(indexLength, new Sha256(indexSha256)),
                provenAt);
    }

    /** The primary key. */
    @Embeddable
    record Key(String tenant, String sha256) {}
}
