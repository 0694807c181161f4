package io.slipway.artifact.storage.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.errors.MinioException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.artifact.storage.StoreUnavailableException;
import io.slipway.metadata.digest.Sha256;

import static io.slipway.artifact.Api.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/** Against a real S3 server over TLS. */
@SuppressWarnings("NullAway.Init")
class StreamedPutTest {

    private static final String BUCKET = "slipway-artifacts";
    private static final int LENGTH = (5 << 20) + 4321;
    private static final byte[] UNUSED = {};
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    private static SecureStore store;

    @BeforeAll
    static void start() {
        store = new SecureStore(directory);
    }

    @AfterAll
    static void stop() {
        store.close();
    }

    @Test
    void stores_what_is_written() throws Exception {
        // Given
        byte[] content = bytes(1, LENGTH);

        // When
        store.put().put(BUCKET, "t/whole", LENGTH, UNUSED, out -> out.write(content));

        // Then
        assertThat(Sha256.of(read("t/whole"))).isEqualTo(Sha256.of(content));
    }

    @Test
    void stores_nothing_if_the_writer_stops_before_the_last_byte() throws Exception {
        // Given
        IllegalStateException stop = new IllegalStateException("stop");

        // When
        Throwable thrown = catchThrowable(() -> store.put().put(BUCKET, "stopped/object", LENGTH, UNUSED, out -> {
            out.write(new byte[LENGTH - 1]);
            throw stop;
        }));

        // Then
        assertThat(thrown).isSameAs(stop);
        assertNothingStaysUnder("stopped/");
    }

    @Test
    void leaves_an_object_as_it_was_if_the_writer_stops() throws Exception {
        // Given
        byte[] before = bytes(2, 1000);
        store.put().put(BUCKET, "t/kept", before.length, UNUSED, out -> out.write(before));

        // When
        assertThatThrownBy(() -> store.put().put(BUCKET, "t/kept", LENGTH, UNUSED, out -> {
                    out.write(new byte[LENGTH - 1]);
                    throw new IllegalStateException("stop");
                }))
                .isInstanceOf(IllegalStateException.class);

        // Then
        assertThat(read("t/kept")).isEqualTo(before);
    }

    @Test
    void stores_nothing_if_the_writer_writes_too_little() throws Exception {
        assertThatThrownBy(() -> store.put().put(BUCKET, "short/object", LENGTH, UNUSED, out -> out.write(1)))
                .isInstanceOf(StoreUnavailableException.class);
        assertNothingStaysUnder("short/");
    }

    @Test
    void serves_the_next_request_after_one_that_was_broken_off() throws Exception {
        assertThatThrownBy(() -> store.put().put(BUCKET, "t/next", LENGTH, UNUSED, _ -> {
                    throw new IllegalStateException("stop");
                }))
                .isInstanceOf(IllegalStateException.class);

        store.put().put(BUCKET, "t/next", 1, UNUSED, out -> out.write(7));

        assertThat(read("t/next")).containsExactly(7);
    }

    @Test
    void says_that_the_store_went_away_in_the_middle(@TempDir Path own) {
        try (SecureStore dying = new SecureStore(own)) {
            assertThatThrownBy(() -> dying.put().put(BUCKET, "t/lost", 1L << 40, UNUSED, out -> {
                        out.write(new byte[1 << 20]);
                        dying.kill();
                        writeForEver(out);
                    }))
                    .isInstanceOf(StoreUnavailableException.class);
        }
    }

    /** S3Proxy lists what it is just writing, under a longer name, until it notices that the request has broken off. */
    private static void assertNothingStaysUnder(String prefix) throws MinioException {
        assertThat(objectsUnder(prefix)).doesNotContain(prefix + "object");
        await().atMost(PATIENCE).until(() -> objectsUnder(prefix).isEmpty());
    }

    private static void writeForEver(OutputStream out) throws IOException {
        byte[] some = new byte[1 << 16];
        while (true) {
            out.write(some);
        }
    }

    private static byte[] read(String key) throws IOException {
        try (var in = store.client()
                .getObject(GetObjectArgs.builder().bucket(BUCKET).object(key).build())
                .join()) {
            return in.readAllBytes();
        }
    }

    private static List<String> objectsUnder(String prefix) throws MinioException {
        List<String> names = new ArrayList<>();
        for (var item : store.client()
                .listObjects(ListObjectsArgs.builder()
                        .bucket(BUCKET)
                        .prefix(prefix)
                        .recursive(true)
                        .build())) {
            names.add(item.get().objectName());
        }
        return names;
    }
}
