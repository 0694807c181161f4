package io.slipway.artifact.publication;

import java.time.Instant;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/**
 * Bytes that are completely stored under their digest and never change.
 *
 * @param tenant whose it is
 * @param digest of all bytes
 * @param length in bytes, at least 1
 * @param publishedAt when it was first complete
 */
public record Artifact(Tenant tenant, Sha256 digest, long length, Instant publishedAt) {

    public Artifact {
        if (length < 1) {
            throw new IllegalArgumentException("length: expected at least 1, found " + length);
        }
    }
}
