package io.slipway.standalone.signing;

import io.slipway.metadata.key.SigningKey;

/**
 * The two keys that no server holds.
 *
 * @param root signs who may sign
 * @param targets signs which images exist
 */
public record OfflineKeys(SigningKey root, SigningKey targets) {

    @Override
    public String toString() {
        return "OfflineKeys[root=" + root.verificationKey().id() + ", targets="
                + targets.verificationKey().id() + "]";
    }
}
