package io.slipway.metadata.publication;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.slipway.metadata.ManyPayloads;
import io.slipway.metadata.SampleKeys;
import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.PayloadTarget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RevisionSignerTest {

    private final SampleRepository repository = new SampleRepository();
    private final RevisionSigner signer = SampleRepository.signer();
    private final Revision first = repository.current();

    @Test
    void stores_the_timestamp_last_and_the_snapshot_before_it() {
        assertThat(first.files())
                .extracting(RepositoryFile::name)
                .containsExactly(
                        "1.root.json", "1.payloads.json", "1.targets.json", "1.snapshot.json", "timestamp.json");
    }

    @Test
    void lists_every_targets_file_with_its_length_and_digest() {
        var files = first.snapshot().role().files();

        assertThat(files.keySet()).containsExactly(PayloadTarget.ROLE, RoleName.TARGETS);
        assertThat(files.get(RoleName.TARGETS).matches(repository.file("1.targets.json")))
                .isTrue();
        assertThat(first.timestamp().role().snapshot().matches(repository.file("1.snapshot.json")))
                .isTrue();
    }

    @Test
    void raises_the_versions_of_snapshot_and_timestamp_and_stores_only_what_is_new() {
        SignedRole<Targets> payloads = first.contents().delegated().get(PayloadTarget.ROLE);
        Targets changed = payloads.role().with(List.of(), SampleRepository.NEXT_YEAR);
        var contents = first.contents()
                .withDelegated(SignedRole.sign(PayloadTarget.ROLE, changed, List.of(SampleKeys.PAYLOADS)));

        Revision next = signer.next(first, contents);

        assertThat(next.filesSince(first))
                .extracting(RepositoryFile::name)
                .containsExactly("2.payloads.json", "2.snapshot.json", "timestamp.json");
    }

    @Test
    void refreshes_the_timestamp_alone() {
        Revision refreshed = SampleRepository.signer(
                        SampleKeys.SNAPSHOT, SampleKeys.TIMESTAMP, SampleRepository.NOW.plus(Duration.ofDays(1)))
                .refreshed(first);

        assertThat(refreshed.filesSince(first)).extracting(RepositoryFile::name).containsExactly("timestamp.json");
        assertThat(refreshed.timestamp().role().expires())
                .isEqualTo(first.timestamp().role().expires().plus(Duration.ofDays(1)));
    }

    @Test
    void makes_the_same_files_from_the_same_input() {
        assertThat(new SampleRepository().current()).isEqualTo(first);
    }

    @Test
    void reads_back_every_file_that_it_wrote() {
        var contents = first.contents();

        assertThat(SignedRole.readRoot(repository.file("1.root.json"))).isEqualTo(contents.root());
        assertThat(SignedRole.readTargets(RoleName.TARGETS, repository.file("1.targets.json")))
                .isEqualTo(contents.targets());
        assertThat(SignedRole.readSnapshot(repository.file("1.snapshot.json"))).isEqualTo(first.snapshot());
        assertThat(SignedRole.readTimestamp(repository.file("timestamp.json"))).isEqualTo(first.timestamp());
    }

    @Test
    void refuses_contents_that_went_back() {
        Targets older = Targets.first(
                SampleRepository.NEXT_YEAR, first.contents().targets().role().delegations());
        Revision second = signer.next(
                first,
                first.contents()
                        .withTargets(SignedRole.sign(
                                RoleName.TARGETS,
                                older.with(List.of(), SampleRepository.NEXT_YEAR),
                                List.of(SampleKeys.TARGETS_1))));
        var contents =
                second.contents().withTargets(SignedRole.sign(RoleName.TARGETS, older, List.of(SampleKeys.TARGETS_1)));

        assertThatThrownBy(() -> signer.next(second, contents))
                .hasMessage("version of targets: expected at least 2, found 1");
    }

    @Test
    void refuses_more_targets_than_a_device_reads() {
        var contents = first.contents()
                .withDelegated(
                        SignedRole.sign(PayloadTarget.ROLE, ManyPayloads.of(11_000), List.of(SampleKeys.PAYLOADS)));

        assertThatThrownBy(() -> signer.next(first, contents))
                .isInstanceOf(MetadataRefusedException.class)
                .hasMessageContaining("expected at most 4194304 bytes");
    }

    @Test
    void refuses_contents_without_the_file_of_a_delegated_role() {
        assertThatThrownBy(() -> new RepositoryContents(
                        first.contents().root(), first.contents().targets(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collects_signatures_of_several_keys_in_any_order() {
        Root root = first.contents().root().role().renewed(SampleRepository.NEXT_YEAR);
        var byOne = SignedRole.sign(RoleName.ROOT, root, List.of(SampleKeys.ROOT_3));
        var authority = root.authority(RoleName.ROOT);

        var byTwo = SignedRole.readRoot(byOne.bytes()).signedBy(SampleKeys.ROOT_1);

        assertThatThrownBy(() -> byOne.verifiedBy(authority, new BouncyCastleVerifier()))
                .isInstanceOf(MetadataRefusedException.class);
        assertThat(byTwo.verifiedBy(authority, new BouncyCastleVerifier())).isSameAs(byTwo);
    }

    @Test
    void renews_a_signature_instead_of_adding_a_second() {
        var signed = first.contents().root().signedBy(SampleKeys.ROOT_1);

        assertThat(signed.metadata().signatures()).hasSize(2);
    }
}
