package io.slipway.metadata.trust;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.role.Delegation;
import io.slipway.metadata.role.MetadataFile;
import io.slipway.metadata.role.PathPattern;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Snapshot;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.role.Timestamp;
import io.slipway.metadata.target.PayloadTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** Steps 5.6.7 and 5.7 of TUF 1.0: which role may say what a target is. */
class TargetSearchTest {

    private static final TargetPath PATH = new TargetPath("files/a");

    @TempDir
    Path directory;

    private final SampleRepository repository = new SampleRepository();
    private Device device;

    @BeforeEach
    void provision_the_device() {
        device = new Device(directory, repository);
    }

    @Test
    void a_payload_that_need_not_exist_is_looked_for() throws IOException {
        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.findPayload(SampleRepository.PAYLOAD_PATH)).contains(SampleRepository.payload());
        assertThat(trusted.findPayload(SampleRepository.delta().path())).isEmpty();
    }

    @Test
    void fetches_delegated_metadata_only_when_it_is_needed_and_once() throws IOException {
        TrustedRepository trusted = device.update(repository);
        assertThat(repository.takeRequests()).doesNotContain("1.payloads.json");

        trusted.payload(SampleRepository.PAYLOAD_PATH);
        trusted.payload(SampleRepository.PAYLOAD_PATH);

        assertThat(repository.takeRequests()).containsExactly("1.payloads.json");
    }

    @Test
    void finds_no_target_that_nobody_names() throws IOException {
        TrustedRepository trusted = device.update(repository);
        var unknown = PayloadTarget.pathOf(Sha256.of(new byte[1]), "full");

        assertThat(refusalOf(trusted, unknown)).isEqualTo(new Refusal.TargetMissing(unknown.value()));
        assertThat(refusalOf(trusted, PATH)).isEqualTo(new Refusal.TargetMissing("files/a"));
    }

    @Test
    void refuses_payloads_that_a_stranger_signed() throws IOException {
        publishPayloads(payloads(), SampleKeys.THIEF);

        TrustedRepository trusted = device.update(repository);

        assertThat(refusalOf(trusted, SampleRepository.PAYLOAD_PATH)).isInstanceOf(Refusal.UnknownKeys.class);
    }

    @Test
    void refuses_expired_payloads() throws IOException {
        publishPayloads(payloads().with(List.of(), SampleRepository.NOW), SampleKeys.PAYLOADS);

        TrustedRepository trusted = device.update(repository);

        assertThat(refusalOf(trusted, SampleRepository.PAYLOAD_PATH))
                .isEqualTo(new Refusal.Expired("2.payloads.json", SampleRepository.NOW, SampleRepository.NOW));
    }

    @Test
    void refuses_older_payloads_under_a_newer_snapshot() throws IOException {
        publishPayloads(payloads().with(List.of(), SampleRepository.NEXT_YEAR), SampleKeys.PAYLOADS);
        repository.put("2.payloads.json", repository.file("1.payloads.json"));

        TrustedRepository trusted = device.update(repository);

        assertThat(refusalOf(trusted, SampleRepository.PAYLOAD_PATH)).isInstanceOf(Refusal.DigestMismatch.class);
    }

    @Test
    void believes_no_image_that_the_thief_of_the_payloads_key_names() throws IOException {
        Target image = SampleRepository.image().toTarget();
        TargetPath forged = new TargetPath("debian/3/rootfs");
        Target thiefs = new Target(forged, image.length(), image.sha256(), image.custom());
        publishPayloads(payloads().with(List.of(thiefs), SampleRepository.NEXT_YEAR), SampleKeys.PAYLOADS);

        TrustedRepository trusted = device.update(repository);

        assertThat(refusalOf(trusted, forged)).isEqualTo(new Refusal.TargetMissing("debian/3/rootfs"));
        assertThat(catchThrowableOfType(MetadataRefusedException.class, () -> trusted.image(forged))
                        .refusal())
                .isEqualTo(new Refusal.TargetMissing("debian/3/rootfs"));
    }

    @Test
    void believes_no_image_of_a_delegated_role_even_if_it_covers_the_path() throws IOException {
        Target image = SampleRepository.image().toTarget();
        publish(List.of(delegation("a", "debian/2/rootfs", true)), Map.of("a", named(image)));

        TrustedRepository trusted = device.update(repository);

        assertThat(trusted.target(image.path())).isEqualTo(image);
        assertThat(catchThrowableOfType(MetadataRefusedException.class, () -> trusted.image(image.path()))
                        .refusal())
                .isInstanceOf(Refusal.TargetMissing.class);
    }

    @Test
    void takes_the_first_delegation_that_names_the_target() throws IOException {
        publish(
                List.of(delegation("a", "files/*", false), delegation("b", "files/*", false)),
                Map.of("a", named(target(1)), "b", named(target(2))));

        assertThat(device.update(repository).target(PATH).length()).isEqualTo(1);
    }

    @Test
    void asks_the_next_delegation_when_one_does_not_name_the_target() throws IOException {
        publish(
                List.of(delegation("a", "files/*", false), delegation("b", "files/*", false)),
                Map.of("a", named(), "b", named(target(2))));

        assertThat(device.update(repository).target(PATH).length()).isEqualTo(2);
    }

    @Test
    void asks_nobody_after_a_terminating_delegation() throws IOException {
        publish(
                List.of(delegation("a", "files/*", true), delegation("b", "files/*", false)),
                Map.of("a", named(), "b", named(target(2))));

        assertThat(refusalOf(device.update(repository), PATH)).isInstanceOf(Refusal.TargetMissing.class);
    }

    @Test
    void passes_by_a_terminating_delegation_that_does_not_cover_the_target() throws IOException {
        publish(
                List.of(delegation("a", "other/*", true), delegation("b", "files/*", false)),
                Map.of("a", named(target(1)), "b", named(target(2))));

        assertThat(device.update(repository).target(PATH).length()).isEqualTo(2);
    }

    @Test
    void follows_delegations_of_delegated_roles() throws IOException {
        publish(
                List.of(delegation("a", "files/*", true)),
                Map.of("a", delegating(delegation("b", "files/a", true)), "b", named(target(2))));

        assertThat(device.update(repository).target(PATH).length()).isEqualTo(2);
    }

    @Test
    void lets_no_delegated_role_speak_for_more_than_was_delegated_to_it() throws IOException {
        publish(
                List.of(delegation("a", "other/*", false)),
                Map.of("a", delegating(delegation("b", "files/*", false)), "b", named(target(2))));

        assertThat(refusalOf(device.update(repository), PATH)).isInstanceOf(Refusal.TargetMissing.class);
    }

    @Test
    void comes_to_an_end_when_roles_delegate_in_a_circle() throws IOException {
        publish(
                List.of(delegation("a", "files/*", false)),
                Map.of(
                        "a", delegating(delegation("b", "files/*", false)),
                        "b", delegating(delegation("a", "files/*", false))));

        assertThat(refusalOf(device.update(repository), PATH)).isInstanceOf(Refusal.TargetMissing.class);
    }

    @Test
    void visits_no_more_roles_than_the_limit() throws IOException {
        List<Delegation> delegations = new ArrayList<>();
        Map<String, Targets> roles = new LinkedHashMap<>();
        for (int i = 0; i <= UpdateLimits.DEFAULT.roles(); i++) {
            delegations.add(delegation("r" + i, "files/*", false));
            roles.put("r" + i, named());
        }
        publish(delegations, roles);

        Refusal refusal = refusalOf(device.update(repository), PATH);

        assertThat(refusal).isEqualTo(new Refusal.TooManyDelegations("files/a", UpdateLimits.DEFAULT.roles()));
    }

    @Test
    void refuses_a_delegated_role_that_the_snapshot_does_not_list() throws IOException {
        publish(List.of(delegation("a", "files/*", false)), Map.of());

        assertThat(refusalOf(device.update(repository), PATH))
                .isEqualTo(new Refusal.RoleNotListed("9.snapshot.json", "a.json"));
    }

    private Targets payloads() {
        return repository
                .current()
                .contents()
                .delegated()
                .get(PayloadTarget.ROLE)
                .role();
    }

    private void publishPayloads(Targets payloads, SigningKey key) {
        repository.publish(repository
                .current()
                .contents()
                .withDelegated(SignedRole.sign(PayloadTarget.ROLE, payloads, List.of(key))));
    }

    private static Delegation delegation(String role, String pattern, boolean terminating) {
        return new Delegation(
                new RoleName(role),
                SampleKeys.authority(1, SampleKeys.PAYLOADS),
                List.of(new PathPattern(pattern)),
                terminating);
    }

    private static Target target(long length) {
        return new Target(PATH, length, Sha256.of(new byte[0]), JsonObject.EMPTY);
    }

    private static Targets named(Target... targets) {
        return Targets.first(SampleRepository.NEXT_YEAR, List.of()).with(List.of(targets), SampleRepository.NEXT_YEAR);
    }

    private static Targets delegating(Delegation... delegations) {
        return Targets.first(SampleRepository.NEXT_YEAR, List.of(delegations));
    }

    /** Publishes a repository of these delegations and roles alone, in which roles may also delegate further. */
    private void publish(List<Delegation> delegations, Map<String, Targets> roles) {
        Map<RoleName, MetadataFile> files = new LinkedHashMap<>();
        files.put(
                RoleName.TARGETS,
                put(RoleName.TARGETS, Targets.first(SampleRepository.NEXT_YEAR, delegations), SampleKeys.TARGETS_1));
        roles.forEach((name, role) -> {
            RoleName roleName = new RoleName(name);
            files.put(roleName, put(roleName, role, SampleKeys.PAYLOADS));
        });
        var snapshot = new Snapshot(9, SampleRepository.NEXT_YEAR, files);
        byte[] snapshotFile =
                SignedMetadata.sign(snapshot, List.of(SampleKeys.SNAPSHOT)).bytes();
        repository.put("9.snapshot.json", snapshotFile);
        var timestamp = new Timestamp(9, SampleRepository.NEXT_YEAR, MetadataFile.of(9, snapshotFile));
        repository.put(
                "timestamp.json",
                SignedMetadata.sign(timestamp, List.of(SampleKeys.TIMESTAMP)).bytes());
    }

    private MetadataFile put(RoleName name, Targets role, SigningKey key) {
        byte[] file = SignedMetadata.sign(role, List.of(key)).bytes();
        repository.put(name.fileName(role.version()), file);
        return MetadataFile.of(role.version(), file);
    }

    private static Refusal refusalOf(TrustedRepository trusted, TargetPath path) {
        return catchThrowableOfType(MetadataRefusedException.class, () -> trusted.target(path))
                .refusal();
    }
}
