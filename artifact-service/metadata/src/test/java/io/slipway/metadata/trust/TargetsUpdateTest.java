package io.slipway.metadata.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Targets;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps 5.6.1 to 5.6.6 of TUF 1.0, for the top-level targets. */
class TargetsUpdateTest {

    @TempDir
    Path directory;

    private final SampleRepository repository = new SampleRepository();
    private final Targets first = repository.current().contents().targets().role();
    private Device device;

    @BeforeEach
    void provision_the_device() {
        device = new Device(directory, repository);
    }

    @Test
    void trusts_what_the_publisher_says() throws IOException {
        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.targets()).isEqualTo(first);
        assertThat(trusted.root().version()).isEqualTo(1);
        assertThat(trusted.image(SampleRepository.IMAGE_PATH)).isEqualTo(SampleRepository.image());
        assertThat(trusted.payload(SampleRepository.PAYLOAD_PATH)).isEqualTo(SampleRepository.payload());
    }

    @Test
    void follows_a_repository_without_consistent_snapshots() throws IOException {
        Root plain = new Root(
                2,
                SampleRepository.NEXT_YEAR,
                false,
                repository.current().contents().root().role().authorities());
        repository.put(
                "2.root.json",
                SignedMetadata.sign(plain, List.of(SampleKeys.ROOT_1, SampleKeys.ROOT_2))
                        .bytes());
        for (String role : List.of("snapshot", "targets", "payloads")) {
            repository.put(role + ".json", repository.file("1." + role + ".json"));
            repository.remove("1." + role + ".json");
        }

        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.payload(SampleRepository.PAYLOAD_PATH)).isEqualTo(SampleRepository.payload());
    }

    @Test
    void refuses_targets_of_another_moment_under_the_snapshot_of_this_one() {
        publish(first.with(List.of(), SampleRepository.NEXT_YEAR), SampleKeys.TARGETS_1);
        byte[] older = repository.file("1.targets.json");
        byte[] newer = repository.file("2.targets.json");
        repository.put("2.targets.json", Arrays.copyOf(older, newer.length));

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.DigestMismatch.class);
    }

    @Test
    void refuses_targets_that_the_thief_of_all_online_keys_signed() {
        publish(first.with(List.of(), SampleRepository.NEXT_YEAR), SampleKeys.PAYLOADS);

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.UnknownKeys.class);
    }

    @Test
    void refuses_fewer_signatures_than_a_raised_threshold() {
        Root stricter = repository
                .current()
                .contents()
                .root()
                .role()
                .rotated(
                        RoleName.TARGETS,
                        SampleKeys.authority(2, SampleKeys.TARGETS_1, SampleKeys.TARGETS_2),
                        SampleRepository.NEXT_YEAR);
        repository.put(
                "2.root.json",
                SignedMetadata.sign(stricter, List.of(SampleKeys.ROOT_1, SampleKeys.ROOT_2))
                        .bytes());

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.InsufficientSignatures("1.targets.json", 2, 1));
    }

    @Test
    void refuses_trusted_targets_again_once_their_key_is_withdrawn() throws IOException {
        device.update(repository);
        Root withdrawn = repository
                .current()
                .contents()
                .root()
                .role()
                .rotated(RoleName.TARGETS, SampleKeys.authority(1, SampleKeys.TARGETS_2), SampleRepository.NEXT_YEAR);
        repository.put(
                "2.root.json",
                SignedMetadata.sign(withdrawn, List.of(SampleKeys.ROOT_1, SampleKeys.ROOT_2))
                        .bytes());

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.UnknownKeys.class);
    }

    @Test
    void refuses_targets_of_another_version_than_the_snapshot_lists() {
        Targets fifth = new Targets(5, first.expires(), first.targets(), first.delegations());
        publishUnder(2, fifth);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.WrongVersion("2.targets.json", 2, 5));
    }

    @Test
    void refuses_expired_targets() {
        Instant expired = SampleRepository.NOW;
        publish(first.with(List.of(), expired), SampleKeys.TARGETS_1);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.Expired("2.targets.json", expired, SampleRepository.NOW));
    }

    @Test
    void refuses_a_repository_without_the_targets_that_the_snapshot_lists() {
        repository.remove("1.targets.json");

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.Missing("1.targets.json"));
    }

    @Test
    void stores_nothing_of_refused_targets() throws IOException {
        publish(first.with(List.of(), SampleRepository.NEXT_YEAR), SampleKeys.THIEF);

        device.refusalOf(repository);

        assertThat(device.store().load(RoleName.TARGETS)).isEmpty();
    }

    private void publish(Targets targets, SigningKey key) {
        repository.publish(
                repository.current().contents().withTargets(SignedRole.sign(RoleName.TARGETS, targets, List.of(key))));
    }

    /** Lets a well-signed snapshot list the targets under a version that is not theirs. */
    private void publishUnder(long version, Targets targets) {
        SignedMetadata metadata = SignedMetadata.sign(targets, List.of(SampleKeys.TARGETS_1));
        Targets claimed = new Targets(version, targets.expires(), targets.targets(), targets.delegations());
        repository.publish(
                repository.current().contents().withTargets(new SignedRole<>(RoleName.TARGETS, claimed, metadata)));
    }
}
