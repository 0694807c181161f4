package io.slipway.artifact.original;

import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.artifact.original.s3.S3PayloadBucket;
import io.slipway.metadata.digest.Sha256;

/** What delta-service does to the bucket of payloads, for tests. */
@ApplicationScoped
@Unremovable
public class PayloadObjects {

    private final MinioAsyncClient client;

    PayloadObjects(MinioAsyncClient client) {
        this.client = client;
    }

    /** Stores a payload under its digest. */
    public void put(String tenant, byte[] payload) {
        store(key(tenant, payload), payload);
    }

    /** Stores something else in the place of a payload. */
    public void replace(String tenant, byte[] payload, byte[] other) {
        store(key(tenant, payload), other);
    }

    /** Removes a payload and says that it can be made again. */
    public void cool(String tenant, byte[] payload) {
        store(key(tenant, payload) + ".cold", new byte[0]);
        client.removeObject(RemoveObjectArgs.builder()
                        .bucket(S3PayloadBucket.BUCKET)
                        .object(key(tenant, payload))
                        .build())
                .join();
    }

    private void store(String key, byte[] content) {
        client.putObject(PutObjectArgs.builder()
                        .bucket(S3PayloadBucket.BUCKET)
                        .object(key)
                        .data(content, content.length)
                        .build())
                .join();
    }

    private static String key(String tenant, byte[] payload) {
        return tenant + "/sha256/" + Sha256.of(payload);
    }
}
