package io.slipway.rollout.release;

import java.time.Instant;

import io.slipway.rollout.fleet.Tenant;

/**
 * A full update payload that devices can fetch and verify. It belongs to the image, so every release with that image has it.
 *
 * @param image the digest of the image it makes
 * @param name its path in the signed payloads metadata
 */
public record SignedPayload(Tenant tenant, Sha256 image, String name, Instant signedAt) {

    public SignedPayload {
        if (name.isBlank() || name.length() > 512) {
            throw new IllegalArgumentException("the payload of image " + image + " has no name of 1 to 512 characters");
        }
    }
}
