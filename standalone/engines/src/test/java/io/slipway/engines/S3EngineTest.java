package io.slipway.engines;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

import io.minio.GetObjectArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.errors.ErrorResponseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class S3EngineTest {

    private static final String BUCKET = "slipway-artifacts";

    @TempDir
    Path directory;

    @Test
    void keeps_an_object_over_a_crash() throws Exception {
        try (Engine s3 = Engines.s3(directory, 0)) {
            // Given
            MinioClient client = client(s3).build();
            put(client, "default/sha256/ab", "content");

            // When
            s3.kill();
            s3.restart();

            // Then
            assertThat(get(client, "default/sha256/ab")).isEqualTo("content");
        }
    }

    @Test
    void has_the_buckets_of_the_contract() throws Exception {
        try (Engine s3 = Engines.s3(directory, 0)) {
            assertThat(client(s3).build().listBuckets())
                    .extracting(bucket -> bucket.name())
                    .containsExactlyInAnyOrder("slipway-artifacts", "slipway-payloads", "slipway-repository");
        }
    }

    @Test
    void refuses_a_request_with_another_secret() {
        try (Engine s3 = Engines.s3(directory, 0)) {
            MinioClient stranger =
                    client(s3).credentials("slipway", "guessed-guessed").build();

            assertThatThrownBy(() -> put(stranger, "default/sha256/ab", "content"))
                    .isInstanceOf(ErrorResponseException.class)
                    .hasMessageContaining("signature");
        }
    }

    @Test
    void serves_over_tls_when_it_has_an_identity() throws Exception {
        // Given
        TestAuthority platform = new TestAuthority("CN=platform");

        try (Engine s3 = Engines.s3(directory.resolve("s3"), 0, Optional.of(platform.serverFiles(directory)))) {
            MinioClient client =
                    client(s3).httpClient(platform.trustingClient(), true).build();

            // When
            put(client, "default/sha256/cd", "secret");

            // Then
            assertThat(get(client, "default/sha256/cd")).isEqualTo("secret");
            assertThat(s3.coordinates().get("slipway.object-store.endpoint")).startsWith("https://");
        }
    }

    private static MinioClient.Builder client(Engine s3) {
        return MinioClient.builder()
                .endpoint(s3.coordinates().get("slipway.object-store.endpoint"))
                .region(s3.coordinates().get("slipway.object-store.region"))
                .credentials(
                        s3.coordinates().get("slipway.object-store.access-key"),
                        s3.coordinates().get("slipway.object-store.secret-key"));
    }

    private static void put(MinioClient client, String key, String content) throws Exception {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        client.putObject(PutObjectArgs.builder()
                .bucket(BUCKET)
                .object(key)
                .data(bytes, bytes.length)
                .build());
    }

    private static String get(MinioClient client, String key) throws Exception {
        try (InputStream in = client.getObject(
                GetObjectArgs.builder().bucket(BUCKET).object(key).build())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
