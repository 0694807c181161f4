package io.slipway.device.identity.postgres;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.IssuedCertificate;

/** A row of {@code certificate}. */
@Entity
@Table(name = "certificate")
class CertificateRow {

    @Id
    @Column(name = "certificate_sha256")
    String sha256;

    @Column(name = "device_key")
    String deviceKey;

    @Column(name = "public_key_sha256")
    String publicKeySha256;

    @Column(name = "issued_at")
    Instant issuedAt;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "revoked_at")
    @Nullable
    Instant revokedAt;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected CertificateRow() {}

    CertificateRow(DeviceName device, IssuedCertificate certificate) {
        this.sha256 = certificate.sha256().hex();
        this.deviceKey = device.key();
        this.publicKeySha256 = certificate.publicKey().hex();
        this.issuedAt = certificate.issuedAt();
        this.expiresAt = certificate.expiresAt();
    }
}
