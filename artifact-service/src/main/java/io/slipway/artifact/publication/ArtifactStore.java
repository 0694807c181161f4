package io.slipway.artifact.publication;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import io.slipway.metadata.digest.Sha256;

/**
 * Where artifacts' bytes are kept. Every method may throw {@code StoreUnavailableException} or {@code StoreFullException}; all but {@link #putPart} block.
 */
public interface ArtifactStore {

    /** The longest object that {@link #put} takes: S3's limit for one request. */
    long MOST_IN_ONE_PIECE = 5L << 30;

    /**
     * Stores an object in one request, byte for byte as it comes. There is no object, and what was at {@code key} stays, unless {@code content} writes all of
     * its bytes: if it throws, the request is broken off and what it threw is thrown on.
     *
     * @param digest of the bytes; the store may check it as well
     * @param content called once, in the caller's thread
     */
    void put(ObjectKey key, long length, Sha256 digest, Content content);

    /** Begins an object of several parts. Nothing is visible under {@code key} until {@link #complete}. */
    OpenObject begin(ObjectKey key);

    /**
     * Stores one part without blocking. The caller does not touch {@code bytes} until {@link #await}.
     *
     * @param length how many of the bytes belong to the part
     * @return the part's tag
     */
    CompletableFuture<String> putPart(OpenObject object, int number, byte[] bytes, int length);

    /** Waits for a part to be stored and gives its tag. */
    String await(CompletableFuture<String> part);

    /**
     * Makes the object visible, as the parts in order.
     *
     * @throws io.slipway.artifact.storage.ObjectMissingException if it was completed or aborted before
     */
    void complete(OpenObject object, List<Part> parts);

    /** Discards the parts. Does nothing if there are none. */
    void abort(OpenObject object);

    /** Moves a visible object, replacing what is at {@code to}. */
    void move(ObjectKey from, ObjectKey to);

    /** Removes a visible object. Does nothing if there is none. */
    void remove(ObjectKey key);

    /** The length of a visible object, empty if there is none. */
    OptionalLong length(ObjectKey key);

    /** Goes through all visible objects, in no particular order. */
    void forEachObject(Consumer<StoredObject> action);

    /** Goes through all objects that were begun and neither completed nor aborted. */
    void forEachOpen(Consumer<BegunObject> action);

    /** The bytes of an object that comes in one piece. */
    @FunctionalInterface
    interface Content {

        /**
         * Writes all of the bytes, or throws.
         *
         * @throws IOException if {@code out} does, and for no other reason
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * A visible object.
     *
     * @param key where it is
     * @param storedAt when it became visible
     */
    record StoredObject(ObjectKey key, Instant storedAt) {}

    /**
     * An object that was begun.
     *
     * @param object it
     * @param begunAt when
     */
    record BegunObject(OpenObject object, Instant begunAt) {}
}
