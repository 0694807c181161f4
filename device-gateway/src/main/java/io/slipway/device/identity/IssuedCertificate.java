package io.slipway.device.identity;

import java.time.Instant;

/**
 * A client certificate that a tenant's authority has just signed.
 *
 * @param sha256 the digest of its DER
 * @param publicKey the digest of its SubjectPublicKeyInfo
 * @param pemChain the certificate and those of its authority, the device's first
 */
public record IssuedCertificate(
        Sha256 sha256, Sha256 publicKey, Instant issuedAt, Instant expiresAt, String pemChain) {}
