package io.slipway.artifact.original;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OriginalsPolicyTest {

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P3651D"})
    void refuses_to_remove_at_once_or_never(String removeAfter) {
        assertThatThrownBy(() -> new OriginalsPolicy(true, Duration.parse(removeAfter)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("slipway.artifact.originals.remove-after");
    }

    @Test
    void does_not_mind_where_nothing_is_removed() {
        assertThatCode(() -> new OriginalsPolicy(false, Duration.ZERO)).doesNotThrowAnyException();
    }
}
