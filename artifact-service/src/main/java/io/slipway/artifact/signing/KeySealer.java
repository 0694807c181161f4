package io.slipway.artifact.signing;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.key.SigningKey;

/** Makes private keys and seals them, so that who reads the database has none. */
public interface KeySealer {

    /** A new key for this role of this tenant, sealed. */
    SealedKey make(Tenant tenant, OnlineRole role);

    /**
     * Opens a key.
     *
     * @throws IllegalStateException if it was sealed under another secret, or for another tenant or role, or was changed
     */
    SigningKey open(Tenant tenant, SealedKey key);
}
