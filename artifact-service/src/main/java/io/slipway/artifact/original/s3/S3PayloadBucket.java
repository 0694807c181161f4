package io.slipway.artifact.original.s3;

import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;

import io.minio.GetObjectArgs;
import io.minio.MinioAsyncClient;
import io.minio.StatObjectArgs;

import io.slipway.artifact.original.PayloadBucket;
import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.storage.s3.S3Answers;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** The bucket {@value #BUCKET}; an empty object with {@code .cold} behind the key of a payload says that it was removed and can be made again. */
public final class S3PayloadBucket implements PayloadBucket {

    /** Name of the bucket (docs/contracts/README.md, Object store). */
    public static final String BUCKET = "slipway-payloads";

    private static final String COLD = ".cold";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MinioAsyncClient client;

    public S3PayloadBucket(MinioAsyncClient client) {
        this.client = client;
    }

    @Override
    public InputStream open(Tenant tenant, Sha256 payload, long offset) {
        var request = GetObjectArgs.builder()
                .bucket(BUCKET)
                .object(key(tenant, payload))
                .offset(offset)
                .build();
        return S3Answers.await("download of a payload", client.getObject(request), PATIENCE);
    }

    @Override
    public boolean has(Tenant tenant, Content payload) {
        return length(key(tenant, payload.sha256())).equals(OptionalLong.of(payload.length()));
    }

    @Override
    public boolean isCold(Tenant tenant, Sha256 payload) {
        return length(key(tenant, payload) + COLD).isPresent();
    }

    private OptionalLong length(String key) {
        try {
            var request = StatObjectArgs.builder().bucket(BUCKET).object(key).build();
            return OptionalLong.of(S3Answers.await("question for a payload", client.statObject(request), PATIENCE)
                    .size());
        } catch (ObjectMissingException e) {
            return OptionalLong.empty();
        }
    }

    private static String key(Tenant tenant, Sha256 payload) {
        return tenant + "/sha256/" + payload;
    }
}
