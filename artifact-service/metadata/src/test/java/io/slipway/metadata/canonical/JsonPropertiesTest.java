package io.slipway.metadata.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.LongStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** What holds for every value, tried on many random ones. */
class JsonPropertiesTest {

    static LongStream seeds() {
        return LongStream.range(0, 500);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void a_value_that_is_written_and_read_again_is_the_same(long seed) {
        JsonValue value = new RandomJson(seed).value(5);

        JsonValue read = JsonReader.read(JsonText.bytes(value), JsonLimits.MESSAGE);

        assertThat(read).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void equal_values_have_equal_canonical_bytes_whatever_the_order_of_their_members(long seed) {
        var random = new RandomJson(seed);
        JsonValue value = random.value(5);

        JsonValue shuffled = random.shuffled(value);

        assertThat(CanonicalForm.of(shuffled)).isEqualTo(CanonicalForm.of(value));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void different_values_have_different_canonical_bytes(long seed) {
        var random = new RandomJson(seed);
        JsonValue one = random.object(3);
        JsonValue other = random.object(3);

        boolean sameBytes = Arrays.equals(CanonicalForm.of(one), CanonicalForm.of(other));

        assertThat(sameBytes).isEqualTo(one.equals(other));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_canonical_form_without_control_characters_is_json_of_the_same_value(long seed) {
        JsonValue value = new RandomJson(seed).value(4);
        byte[] canonical = CanonicalForm.of(value);

        boolean json = new String(canonical, StandardCharsets.UTF_8).chars().allMatch(c -> c >= 0x20);

        if (json) {
            assertThat(JsonReader.read(canonical, JsonLimits.MESSAGE)).isEqualTo(value);
        } else {
            assertRefused(canonical);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void changed_bytes_are_read_as_what_they_say_or_refused_and_nothing_else(long seed) {
        var random = new RandomJson(seed);
        byte[] bytes = JsonText.bytes(random.object(4));
        for (int i = 0; i < 200; i++) {
            byte[] mutated = random.mutated(bytes);

            readOrRefuse(mutated);
        }
    }

    /** Anything but {@code JsonRefusedException} fails the test. */
    private static void readOrRefuse(byte[] bytes) {
        JsonValue value;
        try {
            value = JsonReader.read(bytes, JsonLimits.MESSAGE);
        } catch (JsonRefusedException e) {
            assertThat(e.fault()).isNotNull();
            return;
        }
        assertThat(JsonReader.read(JsonText.bytes(value), JsonLimits.MESSAGE)).isEqualTo(value);
    }

    private static void assertRefused(byte[] bytes) {
        try {
            JsonReader.read(bytes, JsonLimits.MESSAGE);
        } catch (JsonRefusedException e) {
            assertThat(e.fault()).isEqualTo(JsonFault.INVALID_TEXT);
            return;
        }
        fail("bare control characters were read");
    }
}
