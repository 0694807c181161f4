package io.slipway.device.download.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;

import io.slipway.device.download.ByteRange.Slice;
import io.slipway.device.download.PayloadStore;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/** Payloads in the bucket {@code slipway-payloads} under {@code <tenant>/sha256/<hex>}. */
public final class S3PayloadStore implements PayloadStore {

    static final String BUCKET = "slipway-payloads";

    private final MinioClient client;

    public S3PayloadStore(MinioClient client) {
        this.client = client;
    }

    static String key(Tenant tenant, Sha256 payload) {
        return tenant.name() + "/sha256/" + payload.hex();
    }

    @Override
    public OptionalLong length(Tenant tenant, Sha256 payload) throws IOException {
        StatObjectArgs object = StatObjectArgs.builder()
                .bucket(BUCKET)
                .object(key(tenant, payload))
                .build();
        return StoreCall.answerTo(() -> client.statObject(object)).stream()
                .mapToLong(StatObjectResponse::size)
                .findFirst();
    }

    @Override
    public InputStream open(Tenant tenant, Sha256 payload, Slice slice) throws IOException {
        GetObjectArgs part = GetObjectArgs.builder()
                .bucket(BUCKET)
                .object(key(tenant, payload))
                .offset(slice.offset())
                .length(slice.length())
                .build();
        return StoreCall.answerTo(() -> client.getObject(part))
                .orElseThrow(() -> new IOException("The payload " + payload + " has gone"));
    }
}
