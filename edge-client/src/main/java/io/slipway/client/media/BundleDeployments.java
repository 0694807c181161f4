package io.slipway.client.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of deployments that no server gave: the same for the same bundle, device and attempt. */
final class BundleDeployments {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private BundleDeployments() {}

    /**
     * A UUID of version 8 (RFC 9562, section 5.8) from a SHA-256.
     *
     * @param attempt from 0
     */
    static UUID id(Bundle bundle, String deviceId, int attempt) {
        ByteBuffer digest =
                ByteBuffer.wrap(sha256("slipway-bundle-deployment\n" + bundle.id() + "\n" + deviceId + "\n" + attempt));
        return new UUID(
                (digest.getLong() & ~0xf000L) | VERSION_8, (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | VARIANT);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
