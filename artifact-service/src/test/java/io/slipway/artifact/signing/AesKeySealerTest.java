package io.slipway.artifact.signing;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

import org.junit.jupiter.api.Test;

import io.slipway.artifact.signing.bouncycastle.AesKeySealer;
import io.slipway.artifact.tenant.Tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AesKeySealerTest {

    private static final Tenant TENANT = new Tenant("default");

    private final AesKeySealer sealer = sealer("a secret of sixteen bytes or more");

    @Test
    void opens_what_it_sealed() {
        SealedKey sealed = sealer.make(TENANT, OnlineRole.SNAPSHOT);

        var first = sealer.open(TENANT, sealed);
        var second = sealer("a secret of sixteen bytes or more").open(TENANT, sealed);

        assertThat(first.verificationKey()).isEqualTo(second.verificationKey());
    }

    @Test
    void opens_nothing_that_was_sealed_under_another_secret_or_for_another_role_or_tenant_or_was_changed() {
        SealedKey sealed = sealer.make(TENANT, OnlineRole.SNAPSHOT);
        byte[] flipped = sealed.bytes();
        flipped[20] ^= 1;

        assertThatThrownBy(() -> sealer("another secret, also long enough").open(TENANT, sealed))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.open(TENANT, new SealedKey(OnlineRole.TIMESTAMP, sealed.bytes())))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.open(new Tenant("other"), sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.open(TENANT, new SealedKey(OnlineRole.SNAPSHOT, flipped)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> sealer.open(TENANT, new SealedKey(OnlineRole.SNAPSHOT, new byte[3])))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void never_stores_the_same_key_twice() {
        assertThat(sealer.make(TENANT, OnlineRole.SNAPSHOT)).isNotEqualTo(sealer.make(TENANT, OnlineRole.SNAPSHOT));
    }

    @Test
    void refuses_a_secret_that_can_be_guessed() {
        assertThatThrownBy(() -> sealer("short")).isInstanceOf(IllegalArgumentException.class);
    }

    private static AesKeySealer sealer(String secret) {
        return new AesKeySealer(secret.getBytes(StandardCharsets.UTF_8), new SecureRandom());
    }
}
