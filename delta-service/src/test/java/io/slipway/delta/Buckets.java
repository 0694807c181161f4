package io.slipway.delta;

import java.io.InputStream;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;

import io.slipway.payload.index.Sha256;

/**
 * Writes images and reads payloads as other services would.
 *
 * @param client of the object store
 */
public record Buckets(MinioClient client) {

    /** Stores an image of the default tenant under a digest that may be wrong. */
    public void putImage(Sha256 name, byte[] content) throws Exception {
        putImage("default", name, content);
    }

    /** Stores an image under a digest that may be wrong. */
    public void putImage(String tenant, Sha256 name, byte[] content) throws Exception {
        client.putObject(PutObjectArgs.builder()
                .bucket("slipway-artifacts")
                .object(tenant + "/sha256/" + name)
                .data(content, content.length)
                .build());
    }

    /** Removes an image. */
    public void removeImage(String tenant, Sha256 name) throws Exception {
        client.removeObject(RemoveObjectArgs.builder()
                .bucket("slipway-artifacts")
                .object(tenant + "/sha256/" + name)
                .build());
    }

    /** The bytes of a payload of the default tenant. */
    public byte[] payload(String sha256) throws Exception {
        return payload("default", sha256);
    }

    /** The bytes of a payload. */
    public byte[] payload(String tenant, String sha256) throws Exception {
        try (InputStream in = client.getObject(GetObjectArgs.builder()
                .bucket("slipway-payloads")
                .object(tenant + "/sha256/" + sha256)
                .build())) {
            return in.readAllBytes();
        }
    }
}
