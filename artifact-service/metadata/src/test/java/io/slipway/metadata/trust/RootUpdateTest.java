package io.slipway.metadata.trust;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.RevisionSigner;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Timestamp;
import io.slipway.metadata.target.PayloadTarget;

import static org.assertj.core.api.Assertions.assertThat;

/** Steps 5.2 and 5.3 of TUF 1.0. */
class RootUpdateTest {

    private static final Authority THIEFS = SampleKeys.authority(1, SampleKeys.THIEF);

    @TempDir
    Path directory;

    private final SampleRepository repository = new SampleRepository();
    private final Root first = repository.current().contents().root().role();
    private Device device;

    @BeforeEach
    void provision_the_device() {
        device = new Device(directory, repository);
    }

    @Test
    void refuses_to_start_without_a_root() throws IOException {
        device.store().delete(RoleName.ROOT);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.NoTrustedRoot("root.json", "none"));
    }

    @Test
    void refuses_to_start_from_a_damaged_root() throws IOException {
        byte[] root = repository.file("1.root.json");
        device.store().save(RoleName.ROOT, Arrays.copyOf(root, root.length - 1));

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.NoTrustedRoot.class);
    }

    @Test
    void starts_from_an_expired_root_that_has_a_fresh_successor() throws IOException {
        Instant later = SampleRepository.NEXT_YEAR.plus(Duration.ofDays(1));
        put(first.renewed(later.plus(Duration.ofDays(365))), SampleKeys.ROOT_1, SampleKeys.ROOT_2);
        RevisionSigner signer = SampleRepository.signer(SampleKeys.SNAPSHOT, SampleKeys.TIMESTAMP, later);
        repository.publish(signer.next(
                repository.current(),
                repository
                        .current()
                        .contents()
                        .withTargets(SignedRole.sign(
                                RoleName.TARGETS,
                                repository
                                        .current()
                                        .contents()
                                        .targets()
                                        .role()
                                        .with(List.of(), later.plus(Duration.ofDays(1))),
                                List.of(SampleKeys.TARGETS_1)))));

        TrustedRepository trusted = device.update(repository.fetcher(), UpdateLimits.DEFAULT, later);

        assertThat(trusted.root().version()).isEqualTo(2);
    }

    @Test
    void follows_a_chain_of_roots_in_which_every_root_key_is_exchanged() throws IOException {
        Authority half = SampleKeys.authority(2, SampleKeys.ROOT_3, SampleKeys.THIEF);
        Authority whole = SampleKeys.authority(2, SampleKeys.THIEF, SampleKeys.PAYLOADS);
        Root second = first.rotated(RoleName.ROOT, half, SampleRepository.NEXT_YEAR);
        Root third = second.rotated(RoleName.ROOT, whole, SampleRepository.NEXT_YEAR);
        put(second, SampleKeys.ROOT_1, SampleKeys.ROOT_3, SampleKeys.THIEF);
        put(third, SampleKeys.ROOT_3, SampleKeys.THIEF, SampleKeys.PAYLOADS);

        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.root()).isEqualTo(third);
        assertThat(device.store().load(RoleName.ROOT)).hasValue(repository.file("3.root.json"));
    }

    @Test
    void goes_on_where_the_limit_of_rotations_stopped_it() throws IOException {
        put(first.renewed(SampleRepository.NEXT_YEAR), SampleKeys.ROOT_1, SampleKeys.ROOT_2);
        put(
                first.renewed(SampleRepository.NEXT_YEAR).renewed(SampleRepository.NEXT_YEAR),
                SampleKeys.ROOT_1,
                SampleKeys.ROOT_2);
        var one = new UpdateLimits(256 << 10, 16 << 10, 512 << 10, 4 << 20, 1, 16);

        TrustedRepository stopped = device.update(repository.fetcher(), one, SampleRepository.NOW);
        TrustedRepository wentOn = device.update(repository.fetcher(), one, SampleRepository.NOW);

        assertThat(stopped.root().version()).isEqualTo(2);
        assertThat(wentOn.root().version()).isEqualTo(3);
    }

    @Test
    void refuses_a_root_signed_by_the_new_keys_only() throws IOException {
        Root takeover = first.rotated(RoleName.ROOT, THIEFS, SampleRepository.NEXT_YEAR);
        put(takeover, SampleKeys.THIEF);

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.UnknownKeys.class);
        assertThat(device.store().load(RoleName.ROOT)).hasValue(repository.file("1.root.json"));
    }

    @Test
    void refuses_a_root_signed_by_fewer_old_keys_than_the_threshold() {
        Root takeover = first.rotated(RoleName.ROOT, THIEFS, SampleRepository.NEXT_YEAR);
        put(takeover, SampleKeys.ROOT_1, SampleKeys.THIEF);

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.InsufficientSignatures("2.root.json", 2, 1));
    }

    @Test
    void refuses_a_root_signed_by_the_old_keys_only() {
        Root unsigned = first.rotated(RoleName.ROOT, THIEFS, SampleRepository.NEXT_YEAR);
        put(unsigned, SampleKeys.ROOT_1, SampleKeys.ROOT_2);

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.UnknownKeys.class);
    }

    @Test
    void refuses_a_root_that_was_changed_after_signing() {
        Root good = first.renewed(SampleRepository.NEXT_YEAR);
        SignedMetadata signed = SignedMetadata.sign(good, List.of(SampleKeys.ROOT_1, SampleKeys.ROOT_2));
        Root changed = first.rotated(RoleName.TARGETS, THIEFS, SampleRepository.NEXT_YEAR);
        repository.put("2.root.json", new SignedMetadata(changed.toJson(), signed.signatures()).bytes());

        Refusal refusal = device.refusalOf(repository);

        assertThat(refusal)
                .isEqualTo(new Refusal.InvalidSignatures(
                        "2.root.json", 2, 0, Set.of(id(SampleKeys.ROOT_1), id(SampleKeys.ROOT_2))));
    }

    @Test
    void refuses_an_older_root_under_the_name_of_a_newer() throws IOException {
        put(first.renewed(SampleRepository.NEXT_YEAR), SampleKeys.ROOT_1, SampleKeys.ROOT_2);
        device.update(repository);
        repository.put("3.root.json", repository.file("1.root.json"));

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.RolledBack("3.root.json", 2, 1));
    }

    @Test
    void goes_on_with_its_root_when_the_same_comes_under_the_name_of_a_newer() throws IOException {
        repository.put("2.root.json", repository.file("1.root.json"));

        assertThat(device.update(repository).root()).isEqualTo(first);
    }

    @Test
    void refuses_a_root_that_skips_a_version() {
        Root third = first.renewed(SampleRepository.NEXT_YEAR).renewed(SampleRepository.NEXT_YEAR);
        repository.put("2.root.json", file(third, SampleKeys.ROOT_1, SampleKeys.ROOT_2));

        assertThat(device.refusalOf(repository)).isEqualTo(new Refusal.WrongVersion("2.root.json", 2, 3));
    }

    @Test
    void refuses_when_the_latest_root_has_expired() {
        Instant later = SampleRepository.NEXT_YEAR;

        Refusal refusal = device.refusalOf(repository.fetcher(), UpdateLimits.DEFAULT, later);

        assertThat(refusal).isEqualTo(new Refusal.Expired("1.root.json", SampleRepository.NEXT_YEAR, later));
    }

    @Test
    void refuses_a_root_beyond_the_limit() {
        repository.put("2.root.json", new byte[UpdateLimits.DEFAULT.rootBytes() + 1]);

        assertThat(device.refusalOf(repository))
                .isEqualTo(new Refusal.TooLarge("2.root.json", UpdateLimits.DEFAULT.rootBytes()));
    }

    @Test
    void refuses_a_root_that_is_none() {
        repository.put("2.root.json", "<html>captive portal</html>".getBytes(StandardCharsets.UTF_8));

        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.Malformed.class);
    }

    @Test
    void recovers_from_a_fast_forward_attack_when_the_online_keys_are_rotated() throws IOException {
        Revision good = repository.current();
        fastForward();
        device.update(repository);
        repository.publish(good);
        assertThat(device.refusalOf(repository)).isInstanceOf(Refusal.RolledBack.class);
        Root recovered = first.rotated(
                        RoleName.SNAPSHOT, SampleKeys.authority(1, SampleKeys.NEW_SNAPSHOT), SampleRepository.NEXT_YEAR)
                .rotated(
                        RoleName.TIMESTAMP,
                        SampleKeys.authority(1, SampleKeys.NEW_TIMESTAMP),
                        SampleRepository.NEXT_YEAR);
        put(
                first.rotated(
                        RoleName.SNAPSHOT,
                        SampleKeys.authority(1, SampleKeys.NEW_SNAPSHOT),
                        SampleRepository.NEXT_YEAR),
                SampleKeys.ROOT_1,
                SampleKeys.ROOT_2);
        put(recovered, SampleKeys.ROOT_1, SampleKeys.ROOT_2);
        repository.publish(
                SampleRepository.signer(SampleKeys.NEW_SNAPSHOT, SampleKeys.NEW_TIMESTAMP, SampleRepository.NOW)
                        .next(good, good.contents()));

        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.timestamp().version()).isEqualTo(2);
        assertThat(trusted.snapshot().version()).isEqualTo(2);
    }

    /** The fast-forwarded files are then still well signed, so that only deleting them helps. */
    @ParameterizedTest
    @ValueSource(strings = {"snapshot", "timestamp"})
    void recovers_even_if_the_rotation_only_adds_a_key(String role) throws IOException {
        Revision good = repository.current();
        fastForward();
        device.update(repository);
        Authority more = SampleKeys.authority(1, SampleKeys.SNAPSHOT, SampleKeys.TIMESTAMP, SampleKeys.NEW_SNAPSHOT);
        put(first.rotated(new RoleName(role), more, SampleRepository.NEXT_YEAR), SampleKeys.ROOT_1, SampleKeys.ROOT_2);
        repository.publish(good);

        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.timestamp().version()).isEqualTo(1);
        assertThat(trusted.snapshot()).isEqualTo(good.snapshot().role());
    }

    /** What a thief of the online keys can do: let the versions jump, so that devices refuse all that comes later. */
    private void fastForward() {
        Revision good = repository.current();
        Map<RoleName, MetadataFile> files = new TreeMap<>(good.snapshot().role().files());
        files.computeIfPresent(
                PayloadTarget.ROLE, (_, file) -> new MetadataFile(1_000_000, file.length(), file.sha256()));
        Snapshot snapshot = new Snapshot(1_000_000, SampleRepository.NEXT_YEAR, files);
        byte[] file =
                SignedMetadata.sign(snapshot, List.of(SampleKeys.SNAPSHOT)).bytes();
        repository.put("1000000.snapshot.json", file);
        Timestamp timestamp = new Timestamp(1_000_000, SampleRepository.NEXT_YEAR, MetadataFile.of(1_000_000, file));
        repository.put(
                "timestamp.json",
                SignedMetadata.sign(timestamp, List.of(SampleKeys.TIMESTAMP)).bytes());
    }

    private void put(Root root, SigningKey... keys) {
        repository.put(RoleName.ROOT.fileName(root.version()), file(root, keys));
    }

    private static byte[] file(Root root, SigningKey... keys) {
        return SignedMetadata.sign(root, List.of(keys)).bytes();
    }

    private static String id(SigningKey key) {
        return key.verificationKey().id().hex();
    }
}
