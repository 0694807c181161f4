package io.slipway.payload.index;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class Sha256Test {

    private static final String OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void digests_the_empty_message_as_fips_180_4_says() {
        assertThat(Sha256.ofContent(new byte[0])).hasToString(OF_NOTHING);
    }

    @Test
    void bytes_and_digits_are_the_same_digest() {
        assertThat(Sha256.of(new Sha256(OF_NOTHING).bytes())).isEqualTo(new Sha256(OF_NOTHING));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "e3b0", "E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855"})
    void refuses_what_is_not_64_lower_case_digits(String hex) {
        assertThatThrownBy(() -> new Sha256(hex)).isInstanceOf(IllegalArgumentException.class);
    }
}
