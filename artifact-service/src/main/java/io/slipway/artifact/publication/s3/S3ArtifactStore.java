package io.slipway.artifact.publication.s3;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

import io.minio.AbortMultipartUploadArgs;
import io.minio.CompleteMultipartUploadArgs;
import io.minio.CopyObjectArgs;
import io.minio.CreateMultipartUploadArgs;
import io.minio.Http;
import io.minio.MinioAsyncClient;
import io.minio.RemoveObjectArgs;
import io.minio.SourceObject;
import io.minio.StatObjectArgs;
import io.minio.UploadPartArgs;

import io.slipway.artifact.publication.ArtifactStore;
import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.publication.Part;
import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.storage.s3.S3Answers;
import io.slipway.artifact.storage.s3.StreamedPut;
import io.slipway.metadata.digest.Sha256;

/**
 * The bucket {@value #BUCKET}.
 *
 * <p>Parts go out with a CRC-32C for the way and unsigned content: the digest that counts is computed over all parts, and a second SHA-256 per part would
 * halve the speed.
 */
public final class S3ArtifactStore implements ArtifactStore {

    /** Name of the bucket (docs/contracts/README.md, Object store). */
    public static final String BUCKET = "slipway-artifacts";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PART_PATIENCE = Duration.ofSeconds(120);

    /** For putting parts together and for copies, which some stores do byte by byte. */
    private static final Duration LONG_PATIENCE = Duration.ofMinutes(30);

    private final MinioAsyncClient client;
    private final StreamedPut put;
    private final S3Listing listing;

    public S3ArtifactStore(MinioAsyncClient client, StreamedPut put) {
        this.client = client;
        this.put = put;
        this.listing = new S3Listing(client);
    }

    @Override
    public void put(ObjectKey key, long length, Sha256 digest, Content content) {
        put.put(BUCKET, key.value(), length, HexFormat.of().parseHex(digest.hex()), content::writeTo);
    }

    @Override
    public OpenObject begin(ObjectKey key) {
        var answer = S3Answers.await(
                "begin of an upload",
                client.createMultipartUpload(CreateMultipartUploadArgs.builder()
                        .bucket(BUCKET)
                        .object(key.value())
                        .build()),
                PATIENCE);
        return new OpenObject(key, answer.result().uploadId());
    }

    @Override
    public CompletableFuture<String> putPart(OpenObject object, int number, byte[] bytes, int length) {
        return client.uploadPart(UploadPartArgs.builder()
                        .bucket(BUCKET)
                        .object(object.key().value())
                        .uploadId(object.session())
                        .partNumber(number)
                        .data(bytes, length)
                        .headers(new Http.Headers(
                                "X-Amz-Content-Sha256",
                                "UNSIGNED-PAYLOAD",
                                "x-amz-checksum-crc32c",
                                crc32c(bytes, length)))
                        .build())
                .thenApply(answer -> answer.part().etag());
    }

    @Override
    public String await(CompletableFuture<String> part) {
        return S3Answers.await("upload of a part", part, PART_PATIENCE);
    }

    @Override
    public void complete(OpenObject object, List<Part> parts) {
        io.minio.messages.Part[] listed = parts.stream()
                .map(part -> new io.minio.messages.Part(part.number(), part.tag()))
                .toArray(io.minio.messages.Part[]::new);
        S3Answers.await(
                "completion of an upload",
                client.completeMultipartUpload(CompleteMultipartUploadArgs.builder()
                        .bucket(BUCKET)
                        .object(object.key().value())
                        .uploadId(object.session())
                        .parts(listed)
                        .build()),
                LONG_PATIENCE);
    }

    @Override
    public void abort(OpenObject object) {
        try {
            S3Answers.await(
                    "abortion of an upload",
                    client.abortMultipartUpload(AbortMultipartUploadArgs.builder()
                            .bucket(BUCKET)
                            .object(object.key().value())
                            .uploadId(object.session())
                            .build()),
                    PATIENCE);
        } catch (ObjectMissingException e) {
            // Completed or aborted before: there are no parts.
        }
    }

    @Override
    public void move(ObjectKey from, ObjectKey to) {
        S3Answers.await(
                "move of an object",
                client.copyObject(CopyObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(to.value())
                        .source(SourceObject.builder()
                                .bucket(BUCKET)
                                .object(from.value())
                                .build())
                        .build()),
                LONG_PATIENCE);
        remove(from);
    }

    @Override
    public void remove(ObjectKey key) {
        S3Answers.await(
                "removal of an object",
                client.removeObject(RemoveObjectArgs.builder()
                        .bucket(BUCKET)
                        .object(key.value())
                        .build()),
                PATIENCE);
    }

    @Override
    public OptionalLong length(ObjectKey key) {
        try {
            var answer = S3Answers.await(
                    "question for an object",
                    client.statObject(StatObjectArgs.builder()
                            .bucket(BUCKET)
                            .object(key.value())
                            .build()),
                    PATIENCE);
            return OptionalLong.of(answer.size());
        } catch (ObjectMissingException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void forEachObject(Consumer<StoredObject> action) {
        listing.forEachObject(action);
    }

    @Override
    public void forEachOpen(Consumer<BegunObject> action) {
        listing.forEachOpen(action);
    }

    private static String crc32c(byte[] bytes, int length) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, length);
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) checksum.getValue())
                        .array());
    }
}
