package io.slipway.artifact.publication.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.s3.SecureStore;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

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
    private SecureStore s3;
    private S3ArtifactStore store;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(directory.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()),
                "a small filesystem can be mounted only by root");
        s3 = new SecureStore(disk);
        store = new S3ArtifactStore(s3.client(), s3.put());
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

    @Test
    void says_that_the_store_is_full_in_the_middle_of_one_piece_and_has_its_room_again() {
        // Given
        ObjectKey key = ObjectKey.staging(new Tenant("default"), new UUID(1, 4));
        Sha256 digest = Sha256.of(new byte[0]);
        byte[] part = new byte[PART];

        // When
        assertThatThrownBy(() -> store.put(key, (long) PART * PARTS_THAT_CANNOT_FIT, digest, out -> {
                    for (int number = 0; number < PARTS_THAT_CANNOT_FIT; number++) {
                        out.write(part);
                    }
                }))
                .isInstanceOf(StoreFullException.class);

        // Then
        assertThat(store.length(key)).isEmpty();
        store.put(key, PART, digest, out -> out.write(part));
        assertThat(store.length(key)).hasValue(PART);
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
