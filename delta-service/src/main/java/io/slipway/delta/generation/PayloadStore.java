package io.slipway.delta.generation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where payloads are kept, each once under its digest. */
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

    /**
     * The bytes of a payload from {@code offset} on; blocks. The caller closes the stream. What it delivers is not trusted.
     *
     * @throws IOException if the store does not have it or cannot be asked
     */
    InputStream open(String tenant, StoredPayload payload, long offset) throws IOException;
}
