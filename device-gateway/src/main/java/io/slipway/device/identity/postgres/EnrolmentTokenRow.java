package io.slipway.device.identity.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceId;
import io.slipway.device.identity.DeviceType;
import io.slipway.device.identity.EnrolmentToken;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** A row of {@code enrolment_token}. */
@Entity
@Table(name = "enrolment_token")
class EnrolmentTokenRow {

    @Id
    @Column(name = "token_id")
    UUID id;

    String tenant;

    @Column(name = "device_type")
    String deviceType;

    @Column(name = "device_id")
    @Nullable
    String deviceId;

    @Column(name = "max_uses")
    int maxUses;

    int uses;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "secret_sha256")
    String secretSha256;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected EnrolmentTokenRow() {}

    EnrolmentTokenRow(EnrolmentToken token) {
        this.id = token.id();
        this.tenant = token.tenant().name();
        this.deviceType = token.deviceType().value();
        this.deviceId = token.deviceId().map(DeviceId::value).orElse(null);
        this.maxUses = token.maxUses();
        this.uses = token.uses();
        this.createdAt = token.createdAt();
        this.expiresAt = token.expiresAt();
        this.revokedAt = token.revokedAt().orElse(null);
        this.secretSha256 = token.secretSha256().hex();
    }

    EnrolmentToken toToken() {
        return new EnrolmentToken(
                id,
                new Tenant(tenant),
                new DeviceType(deviceType),
                Optional.ofNullable(deviceId).map(DeviceId::new),
                maxUses,
                uses,
                createdAt,
                expiresAt,
                Optional.ofNullable(revokedAt),
                new Sha256(secretSha256));
    }
}
