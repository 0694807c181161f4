package io.slipway.device.testing;

import java.io.ByteArrayInputStream;

import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.MinioException;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.slipway.device.identity.Sha256;

/** Puts objects where the other services would. */
public final class ObjectStore {

    private ObjectStore() {}

    /** Stores a payload under its digest, which it returns. */
    public static Sha256 putPayload(String tenant, byte[] content) {
        Sha256 digest = Sha256.of(content);
        put("slipway-payloads", tenant + "/sha256/" + digest.hex(), content);
        return digest;
    }

    /** Says that a payload was removed and can be made again. */
    public static void putColdMarker(String tenant, Sha256 payload) {
        put("slipway-payloads", tenant + "/sha256/" + payload.hex() + ".cold", new byte[0]);
    }

    /** Stores a file of signed metadata. */
    public static void putMetadata(String tenant, String file, byte[] content) {
        put("slipway-repository", tenant + "/metadata/" + file, content);
    }

    private static void put(String bucket, String key, byte[] content) {
        Config config = ConfigProvider.getConfig();
        MinioClient client = MinioClient.builder()
                .endpoint(config.getValue("slipway.object-store.endpoint", String.class))
                .region(config.getValue("slipway.object-store.region", String.class))
                .credentials(
                        config.getValue("slipway.object-store.access-key", String.class),
                        config.getValue("slipway.object-store.secret-key", String.class))
                .build();
        try {
            client.putObject(PutObjectArgs.builder().bucket(bucket).object(key).stream(
                            new ByteArrayInputStream(content), (long) content.length, -1L)
                    .build());
        } catch (MinioException e) {
            throw new IllegalStateException(e);
        }
    }
}
