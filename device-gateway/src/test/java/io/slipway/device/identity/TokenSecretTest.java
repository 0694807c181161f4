package io.slipway.device.identity;

import java.security.SecureRandom;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class TokenSecretTest {

    private final UUID id = UUID.fromString("f0e1d2c3-0000-4000-8000-00000000000a");

    @Test
    void is_read_back_from_the_text_that_was_shown() {
        TokenSecret created = TokenSecret.create(id, new SecureRandom());

        TokenSecret read = TokenSecret.parse(created.reveal());

        assertThat(read.id()).isEqualTo(id);
        assertThat(read.digest()).isEqualTo(created.digest());
    }

    @Test
    void two_secrets_of_one_id_differ() {
        assertThat(TokenSecret.create(id, new SecureRandom()).digest())
                .isNotEqualTo(TokenSecret.create(id, new SecureRandom()).digest());
    }

    @Test
    void does_not_print_itself() {
        TokenSecret created = TokenSecret.create(id, new SecureRandom());

        assertThat(created.toString()).doesNotContain(created.reveal().substring(37));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sde_", "sde_f0e1_abc", "sde_f0e1d2c3000040008000000000000000_tooshort"})
    void refuses_another_form_without_repeating_it(String text) {
        assertThatThrownBy(() -> TokenSecret.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("token: expected");
    }
}
