package io.slipway.metadata.role;

import java.util.HexFormat;

import io.slipway.metadata.key.KeyId;

/**
 * One signature of a metadata file.
 *
 * @param keyId the key that is said to have signed
 * @param hex the signature in lower-case hexadecimal digits, 1 to 512 bytes
 */
public record Signature(KeyId keyId, String hex) {

    public Signature {
        if (hex.isEmpty() || hex.length() > 1024) {
            throw new IllegalArgumentException("signature: expected 2 to 1024 digits, found " + hex.length());
        }
        HexFormat.of().parseHex(hex);
    }

    static Signature of(KeyId keyId, byte[] bytes) {
        return new Signature(keyId, HexFormat.of().formatHex(bytes));
    }

    /** The signature's bytes. */
    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }
}
