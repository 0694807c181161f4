package io.slipway.device.identity;

import java.security.PublicKey;

/** A certificate request whose signature proves that the sender has the private key of {@code publicKey}. */
public record CertificateRequest(PublicKey publicKey) {

    /** The digest of the SubjectPublicKeyInfo. */
    public Sha256 publicKeySha256() {
        return Sha256.of(publicKey.getEncoded());
    }
}
