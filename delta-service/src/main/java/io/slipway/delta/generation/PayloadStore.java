package io.slipway.delta.generation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import io.slipway.payload.index.Sha256;

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

    /**
     * Whether the payload is there, in its full length; blocks.
     *
     * @throws IOException if the store cannot be asked
     */
    boolean has(String tenant, StoredPayload payload) throws IOException;

    /**
     * Removes a payload of a cold image, after putting its marker beside it: an empty object of the same name and {@code .cold}, by which those who serve
     * payloads tell what is cold from what never was. Blocks; may be repeated.
     *
     * @throws IOException if the store did not do so; the marker may be there then
     */
    void remove(String tenant, Sha256 payload) throws IOException;

    /**
     * Removes the marker of a payload that is back; blocks. May be repeated.
     *
     * @throws IOException if the store did not do so
     */
    void removeMarker(String tenant, Sha256 payload) throws IOException;
}
