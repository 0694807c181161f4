package io.slipway.artifact.repository.s3;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

import io.minio.GetObjectArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;

import io.slipway.artifact.repository.PublishedTarget;
import io.slipway.artifact.repository.RepositoryBucket;
import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.artifact.storage.s3.S3Answers;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.canonical.JsonLimits;
import io.slipway.metadata.publication.RepositoryFile;

/** The buckets of docs/contracts/README.md, section Object store: metadata is written, targets are read. */
public final class S3RepositoryBucket implements RepositoryBucket {

    /** Name of the bucket of metadata. */
    public static final String BUCKET = "slipway-repository";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final MinioAsyncClient client;

    public S3RepositoryBucket(MinioAsyncClient client) {
        this.client = client;
    }

    @Override
    public void put(Tenant tenant, RepositoryFile file) {
        S3Answers.await(
                "upload of " + file.name(),
                client.putObject(PutObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(key(tenant, file.name()))
                        .data(file.content(), file.content().length)
                        .contentType("application/json")
                        .build()),
                PATIENCE);
    }

    @Override
    public Optional<byte[]> file(Tenant tenant, String name) {
        var request =
                GetObjectArgs.builder().bucket(BUCKET).object(key(tenant, name)).build();
        try (InputStream in = S3Answers.await("download of " + name, client.getObject(request), PATIENCE)) {
            return Optional.of(in.readNBytes(JsonLimits.METADATA.maxBytes()));
        } catch (ObjectMissingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreUnavailableException("download of " + name + ": broke off", e);
        }
    }

    @Override
    public InputStream open(PublishedTarget target, long first, long length) {
        String bucket =
                switch (target.kind()) {
                    case IMAGE -> "slipway-artifacts";
                    case PAYLOAD -> "slipway-payloads";
                };
        var request = GetObjectArgs.builder()
                .bucket(bucket)
                .object(target.tenant() + "/sha256/" + target.content().sha256())
                .offset(first)
                .length(length)
                .build();
        return S3Answers.await("download of a target", client.getObject(request), PATIENCE);
    }

    private static String key(Tenant tenant, String name) {
        return tenant + "/metadata/" + name;
    }
}
