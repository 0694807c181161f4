package io.slipway.delta.generation.s3;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;

import io.minio.CreateMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import io.minio.UploadPartArgs;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;

/** With a real S3 server. */
@QuarkusTest
class CutOffUploadsTest {

    private static final String BUCKET = "slipway-payloads";
    private static final int PART_BYTES = 5 << 20;

    @Inject
    MinioAsyncClient store;

    @Inject
    PayloadStore payloads;

    @TempDir
    Path directory;

    private final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 18);
    private final byte[] content = new byte[PART_BYTES + 1_000];

    CutOffUploadsTest() {
        new Random(3).nextBytes(content);
    }

    @Test
    void storing_a_payload_removes_what_a_crash_left_of_it_and_nothing_else() throws Exception {
        // Given two uploads that were cut off, and one of another payload that is under way
        Sha256 digest = Sha256.ofContent(content);
        String name = tenant + "/sha256/" + digest;
        String other = tenant + "/sha256/" + Sha256.ofContent(new byte[0]);
        begin(name);
        begin(name);
        begin(other);
        assertThat(open()).containsExactlyInAnyOrder(name, name, other);
        StoredPayload payload = new StoredPayload(digest, content.length, new IndexReference(80, digest));

        // When
        payloads.put(tenant, payload, Files.write(directory.resolve("payload"), content));

        // Then
        assertThat(open()).containsExactly(other);
        try (InputStream stored = payloads.open(tenant, payload, 0)) {
            assertThat(stored.readAllBytes()).isEqualTo(content);
        }
    }

    private void begin(String name) {
        String upload = store.createMultipartUpload(CreateMultipartUploadArgs.builder()
                        .bucket(BUCKET)
                        .object(name)
                        .build())
                .join()
                .result()
                .uploadId();
        store.uploadPart(UploadPartArgs.builder()
                        .bucket(BUCKET)
                        .object(name)
                        .uploadId(upload)
                        .partNumber(1)
                        .data(content, PART_BYTES)
                        .build())
                .join();
    }

    /** The names of the tenant's objects of which only parts are there. */
    private List<String> open() {
        return store
                .listMultipartUploads(ListMultipartUploadsArgs.builder()
                        .bucket(BUCKET)
                        .prefix(tenant)
                        .build())
                .join()
                .result()
                .uploads()
                .stream()
                .map(upload -> upload.objectName())
                .toList();
    }
}
