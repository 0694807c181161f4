package io.slipway.artifact.signing;

import io.slipway.metadata.key.SigningKey;

/**
 * The online keys of one tenant.
 *
 * @param snapshot signs snapshot metadata
 * @param timestamp signs timestamp metadata
 * @param payloads signs the metadata of update payloads
 */
public record OnlineKeys(SigningKey snapshot, SigningKey timestamp, SigningKey payloads) {

    /** The key of a role. */
    public SigningKey of(OnlineRole role) {
        return switch (role) {
            case SNAPSHOT -> snapshot;
            case TIMESTAMP -> timestamp;
            case PAYLOADS -> payloads;
        };
    }
}
