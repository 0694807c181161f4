package io.slipway.standalone.operator;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.Ceremony.Present;
import io.slipway.standalone.signing.NextMetadata;
import io.slipway.standalone.signing.OnlinePublicKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CeremonyTest {

    private final NextMetadata next = new NextMetadata(Clock.systemUTC());
    private final SigningKey alice = newKey();
    private final SigningKey bob = newKey();
    private final SigningKey carol = newKey();
    private final SigningKey dora = newKey();
    private final OnlinePublicKeys online = onlineKeys();
    private final Root root = next.firstRoot(two(alice, bob), one(carol), online);
    private final Targets targets = next.firstTargets(online);
    private final Present present = new Present(root, targets);

    @Test
    void a_first_root_needs_its_own_threshold() {
        Ceremony ceremony = new Ceremony(Optional.empty(), unsigned(root), Optional.empty());

        assertThat(missing(ceremony)).containsExactly("root.json has 0 of 2 signatures of the new root keys.");
        assertThat(missing(ceremony.signedBy(alice)))
                .containsExactly("root.json has 1 of 2 signatures of the new root keys.");
        assertThat(missing(ceremony.signedBy(alice).signedBy(alice))).hasSize(1);
        assertThat(missing(ceremony.signedBy(alice).signedBy(bob))).isEmpty();
    }

    @Test
    void a_new_root_needs_the_root_keys_before_it_and_its_own() {
        // Given
        Root rotated = next.root(root, Optional.of(one(dora)), Optional.empty(), online);
        Ceremony ceremony = new Ceremony(Optional.of(present), unsigned(rotated), Optional.empty());

        // When / Then
        assertThat(missing(ceremony.signedBy(dora)))
                .containsExactly("root.json has 0 of 2 signatures of the present root keys.");
        assertThat(missing(ceremony.signedBy(alice).signedBy(bob)))
                .containsExactly("root.json has 0 of 1 signatures of the new root keys.");
        assertThat(missing(ceremony.signedBy(alice).signedBy(bob).signedBy(dora)))
                .isEmpty();
    }

    @Test
    void new_targets_keys_need_targets_that_both_the_old_and_the_new_have_signed() {
        // Given
        Root rotated = next.root(root, Optional.empty(), Optional.of(one(dora)), online);
        Ceremony ceremony = new Ceremony(
                        Optional.of(present), unsigned(rotated), unsigned(next.targets(targets, online)))
                .signedBy(alice)
                .signedBy(bob);

        // When / Then
        assertThat(missing(ceremony))
                .containsExactly(
                        "targets.json has 0 of 1 signatures of the present targets keys.",
                        "targets.json has 0 of 1 signatures of the new targets keys.");
        assertThat(missing(ceremony.signedBy(carol).signedBy(dora))).isEmpty();
    }

    @Test
    void a_key_signs_only_what_it_has_a_say_in() {
        Ceremony ceremony = new Ceremony(Optional.of(present), unsigned(root), unsigned(targets)).signedBy(carol);

        assertThat(ceremony.root().orElseThrow().metadata().signatures()).isEmpty();
        assertThat(ceremony.targets().orElseThrow().metadata().signatures()).hasSize(1);
    }

    @Test
    void a_key_without_any_say_is_refused() {
        Ceremony ceremony = new Ceremony(Optional.of(present), unsigned(root), unsigned(targets));

        assertThatThrownBy(() -> ceremony.signedBy(dora))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("The key " + dora.verificationKey().id() + " has no say in what is to be signed here.");
    }

    @Test
    void those_who_sign_see_everything_that_differs() {
        // Given
        OnlinePublicKeys replaced = onlineKeys();
        Root rotated = next.root(root, Optional.of(one(alice)), Optional.empty(), replaced);
        Targets more = next.withImages(next.targets(targets, replaced), List.of(image()));

        // When
        List<String> lines = CeremonyText.of(new Ceremony(Optional.of(present), unsigned(rotated), unsigned(more)));

        // Then
        assertThat(lines)
                .containsSubsequence(
                        "root.json: root 2, valid until " + rotated.expires(),
                        "  NEW root: 1 of these keys sign",
                        "    " + alice.verificationKey().id(),
                        "  targets: 1 of these keys sign",
                        "  NEW snapshot: 1 of these keys sign",
                        "  NEW timestamp: 1 of these keys sign",
                        "targets.json: targets 3, valid until " + more.expires() + ", images: 1",
                        "  NEW payloads: 1 of these keys sign",
                        "  NEW image debian/2/rootfs, 5 bytes, SHA-256 "
                                + image().sha256().hex());
    }

    @Test
    void those_who_sign_see_which_images_go() {
        Present before = new Present(root, next.withImages(targets, List.of(image())));

        assertThat(CeremonyText.of(new Ceremony(Optional.of(before), Optional.empty(), unsigned(targets))))
                .contains("  GONE image debian/2/rootfs");
    }

    @Test
    void the_next_metadata_keeps_what_it_is_not_asked_to_change() {
        // Given
        Targets full = next.withImages(targets, List.of(image()));

        // When
        Root renewed = next.root(root, Optional.empty(), Optional.empty(), online);
        Targets later = next.targets(full, online);

        // Then
        assertThat(renewed.authorities()).isEqualTo(root.authorities());
        assertThat(renewed.version()).isEqualTo(2);
        assertThat(later.targets()).isEqualTo(full.targets());
        assertThat(later.delegations()).isEqualTo(full.delegations());
        assertThat(later.version()).isEqualTo(full.version() + 1);
    }

    private static List<String> missing(Ceremony ceremony) {
        return ceremony.missing(new BouncyCastleVerifier());
    }

    private static Optional<SignedRole<Root>> unsigned(Root root) {
        return Optional.of(SignedRole.sign(RoleName.ROOT, root, List.<SigningKey>of()));
    }

    private static Optional<SignedRole<Targets>> unsigned(Targets targets) {
        return Optional.of(SignedRole.sign(RoleName.TARGETS, targets, List.<SigningKey>of()));
    }

    private static Target image() {
        return new ImageTarget(
                        ImageTarget.pathOf("debian", "2", "rootfs"),
                        new Content(5, Sha256.of(new byte[5])),
                        UUID.fromString("11111111-2222-3333-4444-555555555555"),
                        List.of("virtual-board"),
                        "rootfs",
                        "raw")
                .toTarget();
    }

    private static Authority one(SigningKey key) {
        return Authority.of(key.verificationKey());
    }

    private static Authority two(SigningKey... keys) {
        return Authority.of(2, Stream.of(keys).map(SigningKey::verificationKey).toList());
    }

    private static OnlinePublicKeys onlineKeys() {
        return new OnlinePublicKeys(newKey().verificationKey(), newKey().verificationKey(), newKey().verificationKey());
    }

    private static SigningKey newKey() {
        return Ed25519SigningKey.generate(new SecureRandom());
    }
}
