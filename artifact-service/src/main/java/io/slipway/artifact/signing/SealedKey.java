package io.slipway.artifact.signing;

import java.util.Arrays;

/**
 * A private key that only the holder of the secret can open.
 *
 * @param role what it signs
 * @param bytes the sealed key; copied
 */
public record SealedKey(OnlineRole role, byte[] bytes) {

    public SealedKey {
        bytes = bytes.clone();
    }

    /** The sealed key. */
    @Override
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedKey key && role == key.role && Arrays.equals(bytes, key.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * role.hashCode() + Arrays.hashCode(bytes);
    }
}
