package io.slipway.device.download;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

import io.slipway.device.download.ByteRange.Slice;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** The update payloads of each tenant. */
public interface PayloadStore {

    /**
     * How long a payload is; blocks.
     *
     * @return its length in bytes; empty if there is none
     * @throws IOException if the store does not answer
     */
    OptionalLong length(Tenant tenant, Sha256 payload) throws IOException;

    /**
     * Whether a payload that is not there was removed and can be made again; blocks. What it says of a payload that is there means nothing.
     *
     * @throws IOException if the store does not answer
     */
    boolean isCold(Tenant tenant, Sha256 payload) throws IOException;

    /**
     * Opens a part of a payload; blocks, as does reading from it. The caller closes it.
     *
     * @throws IOException if the store does not answer, or there is no such payload any more
     */
    InputStream open(Tenant tenant, Sha256 payload, Slice slice) throws IOException;
}
