package io.slipway.metadata;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.sigstore.tuf.Fetcher;
import dev.sigstore.tuf.FileSystemTufStore;
import dev.sigstore.tuf.InvalidHashesException;
import dev.sigstore.tuf.MetaFetcher;
import dev.sigstore.tuf.PassthroughCacheMetaStore;
import dev.sigstore.tuf.RoleExpiredException;
import dev.sigstore.tuf.RollbackVersionException;
import dev.sigstore.tuf.SignatureVerificationException;
import dev.sigstore.tuf.TrustedMetaStore;
import dev.sigstore.tuf.Updater;
import dev.sigstore.tuf.encryption.Verifiers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.canonical.JsonObject;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Target;
import io.slipway.metadata.role.Targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The TUF client of sigstore-java, which shares no code with ours, judges repositories made by our publisher's side. It takes a target's {@code
 * custom} for its own, so the targets here carry the member that it insists on beside ours.
 */
class ForeignClientTest {

    private static final String IMAGE = SampleRepository.IMAGE_PATH.value();

    @TempDir
    Path directory;

    private final SampleRepository repository = new SampleRepository();
    private byte[] image = SampleRepository.IMAGE;
    private Instant now = SampleRepository.NOW;
    private FileSystemTufStore store;

    @BeforeEach
    void publish_targets_that_the_foreign_client_reads() throws Exception {
        store = FileSystemTufStore.newFileSystemStore(directory);
        publish(SampleRepository.image().toTarget());
    }

    @Test
    void accepts_the_repository_and_downloads_a_target() throws Exception {
        updater().updateMeta();

        updater().downloadTarget(IMAGE);

        assertThat(store.readTarget(IMAGE)).isEqualTo(SampleRepository.IMAGE);
    }

    @Test
    void follows_a_rotation_of_root_and_online_keys() throws Exception {
        updater().updateMeta();
        Root root = repository
                .current()
                .contents()
                .root()
                .role()
                .rotated(
                        RoleName.TIMESTAMP,
                        SampleKeys.authority(1, SampleKeys.NEW_TIMESTAMP),
                        SampleRepository.NEXT_YEAR);
        SignedRole<Root> signed = SignedRole.sign(RoleName.ROOT, root, List.of(SampleKeys.ROOT_2, SampleKeys.ROOT_3));
        Revision current = repository.current();
        repository.publish(SampleRepository.signer(SampleKeys.SNAPSHOT, SampleKeys.NEW_TIMESTAMP, SampleRepository.NOW)
                .next(current, current.contents().withRoot(signed)));

        updater().updateMeta();

        assertThat(store.readMeta("root", dev.sigstore.tuf.model.Root.class))
                .hasValueSatisfying(r -> assertThat(version(r)).isEqualTo(2));
    }

    @Test
    void refuses_a_flipped_signature() {
        String file = new String(repository.file("timestamp.json"), StandardCharsets.UTF_8);
        int digit = file.indexOf("\"sig\":\"") + 20;
        char flipped = file.charAt(digit) == '0' ? '1' : '0';
        repository.put(
                "timestamp.json",
                (file.substring(0, digit) + flipped + file.substring(digit + 1)).getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> updater().updateMeta()).isInstanceOf(SignatureVerificationException.class);
    }

    @Test
    void refuses_a_rolled_back_timestamp() throws Exception {
        byte[] older = repository.file("timestamp.json");
        repository.publish(SampleRepository.signer().refreshed(repository.current()));
        updater().updateMeta();
        repository.put("timestamp.json", older);

        assertThatThrownBy(() -> updater().updateMeta()).isInstanceOf(RollbackVersionException.class);
    }

    @Test
    void refuses_targets_metadata_of_another_moment() {
        byte[] older = repository.file("2.targets.json");
        publish(SampleRepository.image().toTarget());
        repository.put("3.targets.json", older);

        assertThatThrownBy(() -> updater().updateMeta()).isInstanceOf(InvalidHashesException.class);
    }

    @Test
    void refuses_a_changed_target() throws Exception {
        updater().updateMeta();
        image = "an imagE".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> updater().downloadTarget(IMAGE)).isInstanceOf(InvalidHashesException.class);
    }

    @Test
    void refuses_an_expired_timestamp() {
        now = SampleRepository.NOW.plus(Duration.ofDays(8));

        assertThatThrownBy(() -> updater().updateMeta()).isInstanceOf(RoleExpiredException.class);
    }

    private void publish(Target target) {
        Map<String, JsonValue> custom = new LinkedHashMap<>(target.custom().members());
        custom.put(
                "sigstore",
                JsonObject.builder()
                        .put("status", "Active")
                        .put("usage", "Unknown")
                        .build());
        Target readable = new Target(target.path(), target.length(), target.sha256(), new JsonObject(custom));
        Targets next =
                repository.current().contents().targets().role().with(List.of(readable), SampleRepository.NEXT_YEAR);
        repository.publish(repository
                .current()
                .contents()
                .withTargets(SignedRole.sign(RoleName.TARGETS, next, List.of(SampleKeys.TARGETS_1))));
    }

    private static int version(dev.sigstore.tuf.model.Root root) {
        try {
            return root.getSignedMeta().getVersion();
        } catch (dev.sigstore.json.JsonParseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A new client on what earlier ones stored. */
    private Updater updater() {
        return Updater.builder()
                .setClock(Clock.fixed(now, ZoneOffset.UTC))
                .setVerifiers(Verifiers::newVerifier)
                .setTrustedMetaStore(
                        TrustedMetaStore.newTrustedMetaStore(PassthroughCacheMetaStore.newPassthroughMetaCache(store)))
                .setTargetStore(store)
                .setTrustedRootPath(() -> new String(repository.file("1.root.json"), StandardCharsets.UTF_8))
                .setMetaFetcher(MetaFetcher.newFetcher(new Mirror()))
                .setTargetFetcher(new Mirror())
                .build();
    }

    /** Serves the sample repository's metadata and the image under the name that consistent snapshots give it. */
    private final class Mirror implements Fetcher {

        private static final String IMAGE_FILE_END = ".rootfs";

        @Override
        public String getSource() {
            return "sample repository";
        }

        @Override
        public byte @Nullable [] fetchResource(String filename, int maxLength) {
            if (filename.equals("debian/2/" + Sha256.of(SampleRepository.IMAGE) + IMAGE_FILE_END)) {
                return image;
            }
            return repository.files().get(filename);
        }
    }
}
