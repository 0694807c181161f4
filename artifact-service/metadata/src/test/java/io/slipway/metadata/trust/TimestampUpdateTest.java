package io.slipway.metadata.trust;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Steps 5.4 of TUF 1.0. */
class TimestampUpdateTest {

    private static final String FILE = "timestamp.json";

    @TempDir
    Path directory;

    private final SampleRepository repository = new SampleRepository();
    private Device device;

    @BeforeEach
    void provision_the_device() {
        device = new Device(directory, repository);
    }

    @Test
    void fetches_nothing_but_root_and_timestamp_when_nothing_has_changed() throws IOException {
        device.update(repository);
        repository.takeRequests();

        device.update(repository);

        assertThat(repository.takeRequests()).containsExactly("2.root.json", FILE);
    }

    @Test
    void spares_the_storage_when_nothing_has_changed() throws IOException {
        TrustedRepository trusted = device.update(repository);
        trusted.payload(SampleRepository.PAYLOAD_PATH);
        Map<Path, Object> before = storedFiles();

        device.update(repository).payload(SampleRepository.PAYLOAD_PATH);

        assertThat(before).hasSize(5);
        assertThat(storedFiles()).isEqualTo(before);
    }

    @Test
    void refuses_a_repository_without_timestamp() {
        repository.remove(FILE);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.Missing(FILE));
    }

    @Test
    void reads_no_further_than_the_limit_of_a_file_without_end() {
        var endless = new InputStream() {
            private long given;

            @Override
            public int read() {
                given++;
                return ' ';
            }
        };
        MetadataFetcher fetcher = (name, _) -> name.equals(FILE) ? Optional.of(endless) : Optional.empty();

        Refusal refusal = device.refusalOf(fetcher, UpdateLimits.DEFAULT, SampleRepository.NOW);

        assertThat(refusal).isEqualTo(new Refusal.TooLarge(FILE, UpdateLimits.DEFAULT.timestampBytes()));
        assertThat(endless.given).isEqualTo(UpdateLimits.DEFAULT.timestampBytes() + 1);
    }

    @Test
    void refuses_a_flipped_signature() {
        String file = new String(repository.file(FILE), StandardCharsets.UTF_8);
        int digit = file.indexOf("\"sig\":\"") + 7;
        char flipped = file.charAt(digit) == 'a' ? 'b' : 'a';
        repository.put(
                FILE,
                (file.substring(0, digit) + flipped + file.substring(digit + 1)).getBytes(StandardCharsets.UTF_8));

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.InvalidSignatures.class);
    }

    @Test
    void refuses_a_timestamp_that_was_changed_after_signing() {
        String file = new String(repository.file(FILE), StandardCharsets.UTF_8);
        repository.put(FILE, file.replace("\"version\":1", "\"version\":9").getBytes(StandardCharsets.UTF_8));

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.InvalidSignatures.class);
    }

    @Test
    void refuses_a_timestamp_signed_by_a_key_of_another_role() {
        put(current(), SampleKeys.SNAPSHOT);

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.UnknownKeys.class);
    }

    @Test
    void refuses_a_timestamp_that_nobody_signed() {
        put(current());

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.InsufficientSignatures(FILE, 1, 0));
    }

    @Test
    void refuses_other_metadata_in_the_place_of_the_timestamp_even_if_its_key_signed_it() {
        Snapshot snapshot = repository.current().snapshot().role();
        repository.put(
                FILE,
                SignedMetadata.sign(snapshot, List.of(SampleKeys.TIMESTAMP)).bytes());

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.WrongType(FILE, "timestamp", "snapshot"));
    }

    @Test
    void refuses_an_older_timestamp() throws IOException {
        byte[] older = repository.file(FILE);
        repository.publish(SampleRepository.signer().refreshed(repository.current()));
        device.update(repository);
        repository.put(FILE, older);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.RolledBack(FILE, 2, 1));
    }

    @Test
    void refuses_a_newer_timestamp_with_an_older_snapshot() throws IOException {
        Timestamp older = current();
        repository.publish(repository.current().contents());
        device.update(repository);
        put(new Timestamp(9, older.expires(), older.snapshot()), SampleKeys.TIMESTAMP);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.RolledBack("snapshot.json", 2, 1));
    }

    @Test
    void keeps_its_timestamp_when_another_of_the_same_version_comes() throws IOException {
        device.update(repository);
        Timestamp trusted = current();
        put(new Timestamp(1, SampleRepository.NEXT_YEAR, trusted.snapshot()), SampleKeys.TIMESTAMP);

        assertThat(device.update(repository).timestamp()).isEqualTo(trusted);
    }

    @Test
    void refuses_an_expired_timestamp_at_the_very_second() {
        Instant then = current().expires();

        Refusal refusal = device.refusalOf(repository.fetcher(), UpdateLimits.DEFAULT, then);

        assertThat(refusal).isEqualTo(new Refusal.Expired(FILE, then, then));
    }

    @Test
    void refuses_the_trusted_timestamp_again_once_it_has_expired() throws IOException {
        device.update(repository);
        Instant later = current().expires().plus(Duration.ofDays(1));

        Refusal refusal = device.refusalOf(repository.fetcher(), UpdateLimits.DEFAULT, later);

        assertThat(refusal).isInstanceOf(Refusal.Expired.class);
    }

    @Test
    void stores_nothing_of_a_refused_timestamp() throws IOException {
        put(current(), SampleKeys.THIEF);

        device.refusalOf(repository);

        assertThat(device.store().load(RoleName.TIMESTAMP)).isEmpty();
    }

    @Test
    void replaces_a_trusted_timestamp_that_was_damaged_on_the_device() throws IOException {
        device.update(repository);
        device.store().save(RoleName.TIMESTAMP, new byte[] {'{'});

        assertThat(device.update(repository).timestamp()).isEqualTo(current());
    }

    @Test
    void passes_on_that_the_repository_cannot_be_reached() {
        MetadataFetcher unreachable = (name, _) -> {
            throw new IOException("no route to " + name);
        };

        assertThatThrownBy(() -> device.update(unreachable, UpdateLimits.DEFAULT, SampleRepository.NOW))
                .isInstanceOf(IOException.class);
    }

    /** The stored files with what identifies them on disk, which is new for every file that is written. */
    private Map<Path, Object> storedFiles() throws IOException {
        Map<Path, Object> files = new HashMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                files.put(
                        path,
                        Files.readAttributes(path, BasicFileAttributes.class).fileKey());
            }
        }
        return files;
    }

    private Timestamp current() {
        return repository.current().timestamp().role();
    }

    private void put(Timestamp timestamp, SigningKey... keys) {
        repository.put(FILE, SignedMetadata.sign(timestamp, List.of(keys)).bytes());
    }
}
