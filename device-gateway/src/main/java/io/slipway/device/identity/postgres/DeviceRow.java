package io.slipway.device.identity.postgres;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceIdentity;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.DeviceType;
import io.slipway.device.identity.Sha256;

/** A row of {@code device}. */
@Entity
@Table(name = "device")
class DeviceRow {

    @Id
    @Column(name = "device_key")
    String key;

    @Column(name = "device_type")
    String deviceType;

    @Column(name = "public_key_sha256")
    String publicKeySha256;

    @Column(name = "token_id")
    UUID tokenId;

    @Column(name = "enrolled_at")
    Instant enrolledAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    @Column(name = "revocation_reason")
    @Nullable
    String revocationReason;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected DeviceRow() {}

    DeviceRow(DeviceIdentity device) {
        this.key = device.name().key();
        this.deviceType = device.type().value();
        this.publicKeySha256 = device.publicKey().hex();
        this.tokenId = device.tokenId();
        this.enrolledAt = device.enrolledAt();
        this.revokedAt = device.revokedAt().orElse(null);
    }

    DeviceIdentity toIdentity() {
        return new DeviceIdentity(
                DeviceName.fromKey(key),
                new DeviceType(deviceType),
                new Sha256(publicKeySha256),
                tokenId,
                enrolledAt,
                Optional.ofNullable(revokedAt));
    }
}
