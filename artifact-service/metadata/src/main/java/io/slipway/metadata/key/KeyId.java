package io.slipway.metadata.key;

import io.slipway.metadata.digest.Sha256;

/**
 * Names a key: the SHA-256 of the key's canonical form (TUF 1.0 section 4.2).
 *
 * @param digest the digest that is the name
 */
public record KeyId(Sha256 digest) {

    /**
     * The id with these digits.
     *
     * @throws IllegalArgumentException if it is not 64 lower-case hexadecimal digits
     */
    public static KeyId of(String hex) {
        return new KeyId(new Sha256(hex));
    }

    /** The id as it is written in metadata. */
    public String hex() {
        return digest.hex();
    }

    @Override
    public String toString() {
        return hex();
    }
}
