package io.slipway.artifact.original;

import java.io.InputStream;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** The payloads of delta-service. Every method blocks and may throw {@code StoreUnavailableException}. */
public interface PayloadBucket {

    /**
     * Opens a payload.
     *
     * @param offset the first byte, inside the payload
     * @throws io.slipway.artifact.storage.ObjectMissingException if it is not there
     */
    InputStream open(Tenant tenant, Sha256 payload, long offset);

    /** Whether the payload is there, with its length. */
    boolean has(Tenant tenant, Content payload);

    /** Whether a payload that is not there was removed and can be made again. */
    boolean isCold(Tenant tenant, Sha256 payload);
}
