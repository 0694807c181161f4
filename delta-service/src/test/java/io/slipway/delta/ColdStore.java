package io.slipway.delta;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.messages.Item;

import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The payloads of one tenant as they are in the object store, for tests.
 *
 * @param client of the object store
 * @param tenant whose payloads
 */
record ColdStore(MinioClient client, String tenant) {

    private static final String BUCKET = "slipway-payloads";

    /** Whether the payload that a job names is there. */
    boolean payload(JsonNode job) {
        return has(job.at("/payload/sha256").asText());
    }

    /** Whether the marker of the payload that a job names is there. */
    boolean marker(JsonNode job) {
        return has(job.at("/payload/sha256").asText() + ".cold");
    }

    boolean has(String name) {
        try {
            for (Result<Item> item : objects()) {
                if (item.get().objectName().equals(object(name))) {
                    return true;
                }
            }
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Bytes of all payloads. */
    long bytes() throws Exception {
        long bytes = 0;
        for (Result<Item> item : objects()) {
            bytes += item.get().size();
        }
        return bytes;
    }

    byte[] bytesOf(String name) throws Exception {
        return new Buckets(client).payload(tenant, name);
    }

    void put(String name, byte[] content) throws Exception {
        client.putObject(PutObjectArgs.builder()
                .bucket(BUCKET)
                .object(object(name))
                .data(content, content.length)
                .build());
    }

    void remove(String name) throws Exception {
        client.removeObject(
                RemoveObjectArgs.builder().bucket(BUCKET).object(object(name)).build());
    }

    /** Has the payloads removed that are due, by a process that ends before it has done anything in the store. */
    void failingBefore(VersionHistory history) {
        failing(history, (_, _) -> {});
    }

    /** The same, by one that ends between the marker and the removal. */
    void failingAfterMarker(VersionHistory history) {
        failing(history, (_, payload) -> put(payload + ".cold", new byte[0]));
    }

    /** The same, by one that ends after the removal. */
    void failingAfterRemoval(VersionHistory history) {
        failing(history, (store, payload) -> store.remove(tenant, payload));
    }

    /** What a process has done before it ends. */
    private interface Deed {

        void act(PayloadStore store, Sha256 payload) throws Exception;
    }

    private static void failing(VersionHistory history, Deed deed) {
        PayloadStore real = history.payloads();
        PayloadStore cutOff = new PayloadStore() {
            @Override
            public void put(String tenant, StoredPayload payload, Path file) throws IOException {
                real.put(tenant, payload, file);
            }

            @Override
            public InputStream open(String tenant, StoredPayload payload, long offset) throws IOException {
                return real.open(tenant, payload, offset);
            }

            @Override
            public boolean has(String tenant, StoredPayload payload) throws IOException {
                return real.has(tenant, payload);
            }

            @Override
            public void remove(String tenant, Sha256 payload) throws IOException {
                try {
                    deed.act(real, payload);
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
                throw new IOException("cut off");
            }

            @Override
            public void removeMarker(String tenant, Sha256 payload) throws IOException {
                real.removeMarker(tenant, payload);
            }
        };
        assertThatThrownBy(() -> history.removal(cutOff).remove())
                .isInstanceOf(IOException.class)
                .hasMessage("cut off");
    }

    private Iterable<Result<Item>> objects() {
        return client.listObjects(ListObjectsArgs.builder()
                .bucket(BUCKET)
                .prefix(tenant + "/")
                .recursive(true)
                .build());
    }

    private String object(String name) {
        return tenant + "/sha256/" + name;
    }
}
