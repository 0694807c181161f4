package io.slipway.artifact.signing.postgres;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

import io.slipway.artifact.signing.OnlineRole;
import io.slipway.artifact.signing.SealedKey;

/** A row of the table {@code online_key}. */
@Entity
@Table(name = "online_key")
@SuppressWarnings("NullAway.Init") // filled by Hibernate
class OnlineKeyRow {

    @EmbeddedId
    Key key;

    byte[] sealedKey;

    SealedKey sealed() {
        return new SealedKey(OnlineRole.valueOf(key.role), sealedKey);
    }

    /** The primary key. */
    @Embeddable
    record Key(String tenant, String role) {}
}
