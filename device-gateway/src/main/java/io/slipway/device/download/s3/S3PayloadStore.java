package io.slipway.device.download.s3;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.OptionalLong;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;

import io.slipway.device.download.ByteRange.Slice;
import io.slipway.device.download.PayloadStore;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/**
 * Payloads in the bucket {@code slipway-payloads} under {@code <tenant>/sha256/<hex>}; an empty object with {@code .cold} behind that key says that the
 * payload was removed and can be made again.
 */
public final class S3PayloadStore implements PayloadStore {

    static final String BUCKET = "slipway-payloads";

    private static final String COLD = ".cold";

    private final MinioClient client;
    private final MinioClient looks;

    /**
     * Payloads that {@code client} reads.
     *
     * @param looks for looking whether they are there, with less patience
     */
    public S3PayloadStore(MinioClient client, MinioClient looks) {
        this.client = client;
        this.looks = looks;
    }

    static String key(Tenant tenant, Sha256 payload) {
        return tenant.name() + "/sha256/" + payload.hex();
    }

    @Override
    public OptionalLong length(Tenant tenant, Sha256 payload) throws IOException {
        return look(key(tenant, payload)).stream()
                .mapToLong(StatObjectResponse::size)
                .findFirst();
    }

    @Override
    public boolean isCold(Tenant tenant, Sha256 payload) throws IOException {
        return look(key(tenant, payload) + COLD).isPresent();
    }

    private Optional<StatObjectResponse> look(String key) throws IOException {
        StatObjectArgs object =
                StatObjectArgs.builder().bucket(BUCKET).object(key).build();
        return StoreCall.answerTo(() -> looks.statObject(object));
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
