package io.slipway.device.download;

import java.io.IOException;
import java.util.Optional;

import io.slipway.device.identity.Tenant;

/** The signed metadata of each tenant. */
@FunctionalInterface
public interface MetadataStore {

    /** No role of the repository may be larger. */
    int MOST_BYTES = 16 * 1024 * 1024;

    /**
     * Reads one file as a whole; blocks.
     *
     * @return its bytes; empty if there is none
     * @throws IOException if the store does not answer, or the file is larger than {@value #MOST_BYTES} bytes
     */
    Optional<byte[]> read(Tenant tenant, MetadataFile file) throws IOException;
}
