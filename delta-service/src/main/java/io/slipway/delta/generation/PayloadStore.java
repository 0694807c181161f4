package io.slipway.delta.generation;

import java.io.IOException;
import java.nio.file.Path;

/** Where payloads are kept, each under its digest. */
public interface PayloadStore {

    /**
     * Stores a payload; blocks. Storing the same payload again changes nothing.
     *
     * @param tenant whose payload it is
     * @param payload its digest and length
     * @param file its bytes
     * @throws IOException if the store did not take it; trying again may help
     */
    void put(String tenant, StoredPayload payload, Path file) throws IOException;
}
