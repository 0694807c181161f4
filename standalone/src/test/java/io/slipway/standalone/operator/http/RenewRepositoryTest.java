package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.signing.OfflineKeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RenewRepositoryTest {

    @TempDir
    Path trusted;

    private final OfflineKeys keys = new OfflineKeys(newKey(), newKey());
    private final SigningKey successor = newKey();
    private RepositoryServer server;

    @BeforeEach
    void begin() throws IOException {
        server = new RepositoryServer();
        // Begun so long ago that everything signed offline has ended.
        Clock then = Clock.offset(Clock.systemUTC(), Duration.ofDays(-400));
        new PublishRelease(server.client(), trusted, then, step -> {}).ensureRepository(keys);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void metadata_that_has_ended_is_renewed_by_the_same_keys() throws IOException {
        repository().renew(keys);

        assertThat(server.root().role().version()).isEqualTo(2);
        assertThat(server.root().role().expires()).isAfter(Instant.now());
        assertThat(server.targets().role().version()).isEqualTo(2);
        assertThat(server.targets().role().expires()).isAfter(Instant.now());
    }

    @Test
    void a_new_root_key_comes_with_a_signature_of_the_old() throws IOException {
        repository().rotateRoot(keys.root(), successor);

        assertThat(server.root().role().authority(RoleName.ROOT)).isEqualTo(authority(successor));
        server.root().verifiedBy(authority(keys.root()), new BouncyCastleVerifier());
        server.root().verifiedBy(authority(successor), new BouncyCastleVerifier());
    }

    @Test
    void a_new_targets_key_has_signed_the_targets_before_the_root_names_it() throws IOException {
        repository().rotateTargets(keys, successor);

        assertThat(server.root().role().authority(RoleName.TARGETS)).isEqualTo(authority(successor));
        server.root().verifiedBy(authority(keys.root()), new BouncyCastleVerifier());
        server.targets().verifiedBy(authority(keys.targets()), new BouncyCastleVerifier());
        server.targets().verifiedBy(authority(successor), new BouncyCastleVerifier());
    }

    @Test
    void a_rotation_that_is_repeated_changes_nothing() throws IOException {
        repository().rotateRoot(keys.root(), successor);

        repository().rotateRoot(keys.root(), successor);

        assertThat(server.root().role().version()).isEqualTo(2);
    }

    @Test
    void nothing_is_submitted_that_lacks_a_signature() {
        OfflineKeys others = new OfflineKeys(keys.root(), newKey());

        assertThatThrownBy(() -> repository().rotateTargets(others, successor))
                .isInstanceOf(StandaloneException.class)
                .hasMessageContaining("has no say in what is to be signed here");
        assertThat(server.root().role().version()).isEqualTo(1);
        assertThat(server.targets().role().version()).isEqualTo(1);
    }

    private RenewRepository repository() {
        return new RenewRepository(server.client(), trusted, Clock.systemUTC());
    }

    private static Authority authority(SigningKey key) {
        return Authority.of(key.verificationKey());
    }

    private static SigningKey newKey() {
        return Ed25519SigningKey.generate(new SecureRandom());
    }
}
