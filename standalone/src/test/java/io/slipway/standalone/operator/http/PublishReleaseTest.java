package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.target.ImageTarget;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.signing.OfflineKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PublishReleaseTest {

    private static final UUID DRAFT = UUID.fromString("99999999-2222-3333-4444-555555555555");

    @TempDir
    Path directory;

    private final OfflineKeys keys = new OfflineKeys(newKey(), newKey());
    private final List<String> steps = new ArrayList<>();
    private RepositoryServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RepositoryServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void signs_the_image_as_it_is_on_this_machine() throws IOException {
        // Given
        Image image = image("content of the image");

        // When
        publisher("trusted").publish(keys, wish("1", image));

        // Then
        ImageTarget signed = ImageTarget.read(server.targets()
                .role()
                .target(new TargetPath("debian/1/rootfs"))
                .orElseThrow());
        assertThat(signed.content()).isEqualTo(image.content());
        assertThat(signed.releaseId()).isEqualTo(RepositoryServer.RELEASE);
        assertThat(signed.deviceTypes()).containsExactly("virtual-board");
    }

    @Test
    void keeps_earlier_images_when_it_adds_one() throws IOException {
        publisher("trusted").publish(keys, wish("1", image("one")));

        publisher("trusted").publish(keys, wish("2", image("two")));

        assertThat(server.targets().role().targets().keySet())
                .extracting(TargetPath::value)
                .containsExactly("debian/1/rootfs", "debian/2/rootfs");
    }

    @Test
    void signs_nothing_when_the_server_has_slipped_an_image_in() throws IOException {
        // Given
        publisher("trusted").publish(keys, wish("1", image("one")));
        Targets own = server.targets().role();
        SignedRole<Targets> forged =
                SignedRole.sign(RoleName.TARGETS, own.with(List.of(), own.expires()), List.of(newKey()));
        server.replaceTargets(forged);

        // When / Then
        assertThatThrownBy(() -> publisher("trusted").publish(keys, wish("2", image("two"))))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith(
                        "The present metadata of the repository is not to be trusted, so nothing was signed:");
        assertThat(server.targets()).isEqualTo(forged);
    }

    @Test
    void signs_nothing_when_the_server_brings_an_old_state_back() throws IOException {
        // Given
        publisher("trusted").publish(keys, wish("1", image("one")));
        Map<String, byte[]> old = server.files();
        publisher("trusted").publish(keys, wish("2", image("two")));
        publisher("trusted").publish(keys, wish("3", image("three")));
        SignedRole<Targets> last = server.targets();
        server.restore(old);

        // When / Then
        assertThatThrownBy(() -> publisher("trusted").publish(keys, wish("4", image("four"))))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("nothing was signed");
        assertThat(server.targets()).isEqualTo(last);
    }

    @Test
    void refuses_a_key_that_does_not_sign_targets_before_it_uploads_anything() throws IOException {
        publisher("trusted").ensureRepository(keys);

        assertThatThrownBy(() -> publisher("trusted").publish(keys.root(), wish("1", image("one"))))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith(
                        "The key " + keys.root().verificationKey().id() + " does not sign the targets");
        assertThat(steps).isEmpty();
    }

    @Test
    void refuses_a_version_that_is_there_before_it_uploads_anything() throws IOException {
        publisher("trusted").ensureRepository(keys);
        server.releases(release("published", "one"));

        assertThatThrownBy(() -> publisher("trusted").publish(keys.targets(), wish("1", image("one"))))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("There is a release debian 1 already, and releases never change; choose another version.");
        assertThat(steps).isEmpty();
    }

    @Test
    void takes_up_a_draft_that_an_attempt_has_left() throws IOException {
        // Given
        publisher("trusted").ensureRepository(keys);
        server.releases(release("draft", "one"));

        // When
        PublishRelease.Draft draft = publisher("trusted").draft(wish("1", image("one")));

        // Then
        assertThat(draft.release().id()).isEqualTo(DRAFT);
    }

    @Test
    void refuses_a_draft_of_other_images() throws IOException {
        publisher("trusted").ensureRepository(keys);
        server.releases(release("draft", "two"));

        assertThatThrownBy(() -> publisher("trusted").draft(wish("1", image("one"))))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith("There is a release debian 1 already");
    }

    @Test
    void finds_its_own_repository_again_on_another_machine() throws IOException {
        byte[] root = publisher("trusted").ensureRepository(keys);

        assertThat(publisher("elsewhere").ensureRepository(keys)).isEqualTo(root);
    }

    @Test
    void refuses_a_repository_that_was_begun_with_other_keys() throws IOException {
        publisher("trusted").ensureRepository(keys);

        assertThatThrownBy(() -> publisher("elsewhere").ensureRepository(new OfflineKeys(newKey(), newKey())))
                .isInstanceOf(StandaloneException.class)
                .hasMessageStartingWith("The repository was begun with another root key, so nothing was signed:");
    }

    private PublishRelease publisher(String trusted) {
        return new PublishRelease(server.client(), directory.resolve(trusted), Clock.systemUTC(), steps::add);
    }

    private static String release(String state, String content) {
        String sha256 = Sha256.of(content.getBytes(StandardCharsets.UTF_8)).hex();
        return """
                [{"id":"%s","name":"debian","version":"1","state":"%s","deviceTypes":["virtual-board"],
                  "components":[{"name":"rootfs","artifactSha256":"%s"}]}]""".formatted(DRAFT, state, sha256);
    }

    private Image image(String content) throws IOException {
        return Image.of(Files.writeString(directory.resolve("image"), content));
    }

    private static PublishRelease.Wish wish(String version, Image image) {
        return new PublishRelease.Wish("debian", version, "virtual-board", Map.of("rootfs", image));
    }

    private static SigningKey newKey() {
        return Ed25519SigningKey.generate(new SecureRandom());
    }
}
