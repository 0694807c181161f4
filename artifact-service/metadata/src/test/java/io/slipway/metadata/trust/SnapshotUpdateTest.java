package io.slipway.metadata.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Timestamp;
import io.slipway.metadata.target.PayloadTarget;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps 5.5 of TUF 1.0. */
class SnapshotUpdateTest {

    @TempDir
    Path directory;

    private final SampleRepository repository = new SampleRepository();
    private final Snapshot first = repository.current().snapshot().role();
    private Device device;

    @BeforeEach
    void provision_the_device() {
        device = new Device(directory, repository);
    }

    @Test
    void refuses_a_repository_without_the_snapshot_that_the_timestamp_names() {
        repository.remove("1.snapshot.json");

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.Missing("1.snapshot.json"));
    }

    @Test
    void refuses_a_snapshot_of_another_content() {
        byte[] other = repository.file("1.snapshot.json").clone();
        other[other.length / 2] ^= 1;
        repository.put("1.snapshot.json", other);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.DigestMismatch(
                        "1.snapshot.json",
                        Sha256.of(repository.current().snapshot().bytes()),
                        Sha256.of(other)));
    }

    @Test
    void refuses_a_snapshot_that_is_cut_off() {
        byte[] whole = repository.file("1.snapshot.json");
        repository.put("1.snapshot.json", Arrays.copyOf(whole, whole.length - 1));

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.LengthMismatch("1.snapshot.json", whole.length, whole.length - 1));
    }

    @Test
    void reads_no_further_than_the_length_that_the_timestamp_gives() {
        byte[] whole = repository.file("1.snapshot.json");
        repository.put("1.snapshot.json", Arrays.copyOf(whole, whole.length + 1));

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.TooLarge("1.snapshot.json", whole.length));
    }

    @Test
    void does_not_even_fetch_a_snapshot_that_is_said_to_be_beyond_the_limit() {
        MetadataFile huge = new MetadataFile(1, UpdateLimits.DEFAULT.snapshotBytes() + 1L, Sha256.of(new byte[0]));
        bind(huge);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.TooLarge("1.snapshot.json", UpdateLimits.DEFAULT.snapshotBytes()));
        assertThat(repository.takeRequests()).doesNotContain("1.snapshot.json");
    }

    @Test
    void refuses_a_snapshot_that_the_thief_of_the_timestamp_key_signed() {
        publish(first, SampleKeys.TIMESTAMP);

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.UnknownKeys.class);
    }

    @Test
    void refuses_a_snapshot_of_another_version_than_the_timestamp_names() {
        Snapshot second = new Snapshot(2, first.expires(), first.files());
        byte[] file = SignedMetadata.sign(second, List.of(SampleKeys.SNAPSHOT)).bytes();
        repository.put("1.snapshot.json", file);
        bind(MetadataFile.of(1, file));

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.WrongVersion("1.snapshot.json", 1, 2));
    }

    @Test
    void refuses_a_snapshot_in_which_targets_go_back() throws IOException {
        publishNewerTargets();
        device.update(repository);
        publish(new Snapshot(3, first.expires(), first.files()), SampleKeys.SNAPSHOT);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.RolledBack("targets.json", 2, 1));
    }

    @Test
    void refuses_a_snapshot_that_drops_a_role() throws IOException {
        device.update(repository);
        Map<RoleName, MetadataFile> files = new LinkedHashMap<>(first.files());
        files.remove(PayloadTarget.ROLE);
        publish(new Snapshot(2, first.expires(), files), SampleKeys.SNAPSHOT);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.RoleNotListed("2.snapshot.json", "payloads.json"));
    }

    @Test
    void refuses_a_snapshot_without_targets() {
        publish(new Snapshot(1, first.expires(), Map.of()), SampleKeys.SNAPSHOT);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.RoleNotListed("1.snapshot.json", "targets.json"));
    }

    @Test
    void refuses_an_expired_snapshot_under_a_fresh_timestamp() {
        Instant expired = SampleRepository.NOW.minusSeconds(1);
        publish(new Snapshot(1, expired, first.files()), SampleKeys.SNAPSHOT);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.Expired("1.snapshot.json", expired, SampleRepository.NOW));
    }

    @Test
    void goes_on_after_an_update_that_was_broken_off_between_timestamp_and_snapshot() throws IOException {
        byte[] snapshot = repository.file("1.snapshot.json");
        repository.remove("1.snapshot.json");
        device.refusalOf(repository);
        repository.put("1.snapshot.json", snapshot);

        assertThat(device.update(repository).snapshot()).isEqualTo(first);
    }

    @Test
    void stores_nothing_of_a_refused_snapshot() throws IOException {
        publish(first, SampleKeys.THIEF);

        device.refusalOf(repository);

        assertThat(device.store().load(RoleName.SNAPSHOT)).isEmpty();
    }

    private void publishNewerTargets() {
        var contents = repository.current().contents();
        var newer = contents.targets().role().with(List.of(), SampleRepository.NEXT_YEAR);
        repository.publish(
                contents.withTargets(SignedRole.sign(RoleName.TARGETS, newer, List.of(SampleKeys.TARGETS_1))));
    }

    /** Exchanges the snapshot and lets a well-signed timestamp name it. */
    private void publish(Snapshot snapshot, SigningKey key) {
        byte[] file = SignedMetadata.sign(snapshot, List.of(key)).bytes();
        repository.put(RoleName.SNAPSHOT.fileName(snapshot.version()), file);
        bind(MetadataFile.of(snapshot.version(), file));
    }

    private void bind(MetadataFile snapshot) {
        Timestamp timestamp = new Timestamp(9, SampleRepository.NEXT_YEAR, snapshot);
        repository.put(
                "timestamp.json",
                SignedMetadata.sign(timestamp, List.of(SampleKeys.TIMESTAMP)).bytes());
    }
}
