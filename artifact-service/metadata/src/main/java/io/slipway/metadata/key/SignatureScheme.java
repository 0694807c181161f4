package io.slipway.metadata.key;

/** The signature schemes that Slipway signs with (TUF 1.0 section 4.2). */
public enum SignatureScheme {
    /** Ed25519 (RFC 8032); public value: 64 hexadecimal digits; signature: 64 bytes. */
    ED25519("ed25519", "ed25519"),
    /** ECDSA on P-256 with SHA-256; public value: PEM SubjectPublicKeyInfo; signature: DER sequence of r and s. */
    ECDSA_P256("ecdsa", "ecdsa-sha2-nistp256");

    private final String keyType;
    private final String word;

    SignatureScheme(String keyType, String word) {
        this.keyType = keyType;
        this.word = word;
    }

    /** The value of {@code keytype}. */
    public String keyType() {
        return keyType;
    }

    /** The value of {@code scheme}. */
    public String word() {
        return word;
    }
}
