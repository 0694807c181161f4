package io.slipway.delta.generation.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.ObjectWriteResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.payload.index.Sha256;

/** Payloads under their digests; written in parts, one at a time, straight from the file. */
@ApplicationScoped
class S3PayloadStore implements PayloadStore {

    private static final long PART_BYTES = 16L << 20;

    /** What the name of a cold payload's marker has after that of the payload; {@code docs/contracts/README.md}, section Object store. */
    private static final String MARKER = ".cold";

    private final MinioClient client;
    private final CutOffUploads cutOffUploads;

    S3PayloadStore(MinioClient client, CutOffUploads cutOffUploads) {
        this.client = client;
        this.cutOffUploads = cutOffUploads;
    }

    @Override
    public void put(String tenant, StoredPayload payload, Path file) throws IOException {
        String name = StoreAnswers.objectName(tenant, payload.sha256().hex());
        if (has(tenant, payload)) {
            return;
        }
        cutOffUploads.remove(name);
        Optional<ObjectWriteResponse> stored = StoreAnswers.ask(
                "storing the payload",
                () -> client.uploadObject(UploadObjectArgs.builder()
                        .bucket(StoreAnswers.PAYLOADS)
                        .object(name)
                        .contentType("application/octet-stream")
                        .filename(file.toString(), PART_BYTES)
                        .build()));
        if (stored.isEmpty()) {
            throw new IOException("the object store lost the payload while it was stored");
        }
    }

    @Override
    public InputStream open(String tenant, StoredPayload payload, long offset) throws IOException {
        return StoreAnswers.ask(
                        "reading the payload",
                        () -> client.getObject(GetObjectArgs.builder()
                                .bucket(StoreAnswers.PAYLOADS)
                                .object(StoreAnswers.objectName(
                                        tenant, payload.sha256().hex()))
                                .offset(offset)
                                .build()))
                .orElseThrow(() -> new IOException("the object store has no payload " + payload.sha256()));
    }

    @Override
    public boolean has(String tenant, StoredPayload payload) throws IOException {
        String name = StoreAnswers.objectName(tenant, payload.sha256().hex());
        return StoreAnswers.ask(
                        "looking for the payload",
                        () -> client.statObject(StatObjectArgs.builder()
                                .bucket(StoreAnswers.PAYLOADS)
                                .object(name)
                                .build()))
                .filter(found -> found.size() == payload.length())
                .isPresent();
    }

    @Override
    public void remove(String tenant, Sha256 payload) throws IOException {
        String name = StoreAnswers.objectName(tenant, payload.hex());
        Optional<ObjectWriteResponse> marked = StoreAnswers.ask(
                "marking the payload as cold",
                () -> client.putObject(PutObjectArgs.builder()
                        .bucket(StoreAnswers.PAYLOADS)
                        .object(name + MARKER)
                        .data(new byte[0], 0)
                        .build()));
        if (marked.isEmpty()) {
            throw new IOException("the object store lost the marker while it was stored");
        }
        remove(name);
    }

    @Override
    public void removeMarker(String tenant, Sha256 payload) throws IOException {
        remove(StoreAnswers.objectName(tenant, payload.hex()) + MARKER);
    }

    private void remove(String name) throws IOException {
        StoreAnswers.ask("removing the object", () -> {
            client.removeObject(RemoveObjectArgs.builder()
                    .bucket(StoreAnswers.PAYLOADS)
                    .object(name)
                    .build());
            return true;
        });
    }
}
