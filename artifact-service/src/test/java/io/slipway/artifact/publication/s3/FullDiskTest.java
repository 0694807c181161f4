package io.slipway.artifact.publication.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import io.minio.MinioAsyncClient;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.engines.Engine;
import io.slipway.engines.Engines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A real S3 server on a filesystem of 24 MiB. Mounting one takes root; without, this says so and is skipped. */
@SuppressWarnings("NullAway.Init")
class FullDiskTest {

    private static final int PART = 8 << 20;
    private static final int PARTS_THAT_CANNOT_FIT = 4;

    @TempDir
    Path directory;

    private Path disk;
    private Engine s3;
    private S3ArtifactStore store;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "a small filesystem can be mounted only by root");
        s3 = Engines.s3(disk.resolve("s3"), 0);
        store = new S3ArtifactStore(MinioAsyncClient.builder()
                .endpoint(s3.coordinates().get("slipway.object-store.endpoint"))
                .region(s3.coordinates().get("slipway.object-store.region"))
                .credentials(
                        s3.coordinates().get("slipway.object-store.access-key"),
                        s3.coordinates().get("slipway.object-store.secret-key"))
                .httpClient(new OkHttpClient())
                .build());
    }

    @AfterEach
    void stop() throws Exception {
        if (s3 != null) {
            s3.close();
            run("umount", "--lazy", disk.toString());
        }
    }

    @Test
    void says_that_the_store_is_full_and_has_its_room_again_after_the_upload_is_abandoned() {
        // Given
        OpenObject upload = store.begin(ObjectKey.staging(new Tenant("default"), new UUID(1, 2)));

        // When
        assertThatThrownBy(() -> putAll(upload)).isInstanceOf(StoreFullException.class);
        store.abort(upload);

        // Then
        OpenObject next = store.begin(ObjectKey.staging(new Tenant("default"), new UUID(1, 3)));
        assertThat(put(next, 1)).isNotEmpty();
    }

    private void putAll(OpenObject upload) {
        for (int number = 1; number <= PARTS_THAT_CANNOT_FIT; number++) {
            put(upload, number);
        }
    }

    private String put(OpenObject upload, int number) {
        return store.await(store.putPart(upload, number, new byte[PART], PART));
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (InputStream output = process.getInputStream()) {
            output.readAllBytes();
        }
        return process.waitFor() == 0;
    }
}
