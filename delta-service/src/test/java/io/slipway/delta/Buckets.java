package io.slipway.delta;

import java.io.InputStream;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;

import io.slipway.payload.index.Sha256;

/**
 * Writes images and reads payloads as other services would.
 *
 * @param client of the object store
 */
public record Buckets(MinioClient client) {

    /** Stores an image under a digest that may be wrong. */
    public void putImage(Sha256 name, byte[] content) throws Exception {
        client.putObject(PutObjectArgs.builder()
                .bucket("slipway-artifacts")
                .object("default/sha256/" + name)
                .data(content, content.length)
                .build());
    }

    /** The bytes of a payload. */
    public byte[] payload(String sha256) throws Exception {
        try (InputStream in = client.getObject(GetObjectArgs.builder()
                .bucket("slipway-payloads")
                .object("default/sha256/" + sha256)
                .build())) {
            return in.readAllBytes();
        }
    }
}
