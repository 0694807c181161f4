package io.slipway.rollout.release;

import java.util.Optional;

import io.slipway.rollout.fleet.ComponentName;

/**
 * One image of a release.
 *
 * @param name the part of the device it is for
 * @param target the image's path in the signed targets metadata
 * @param image the digest of the image
 * @param length the image's length in bytes
 * @param payload the path of its full update payload in the signed payloads metadata, once that has come
 */
public record ReleaseComponent(ComponentName name, String target, Sha256 image, long length, Optional<String> payload) {

    public ReleaseComponent {
        if (target.isBlank() || target.length() > 512) {
            throw new IllegalArgumentException("component " + name + " has no target path of 1 to 512 characters");
        }
        if (length <= 0) {
            throw new IllegalArgumentException("component " + name + " has the length " + length);
        }
    }
}
