package io.slipway.metadata.canonical;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class JsonReaderTest {

    private static final JsonLimits LIMITS = new JsonLimits(1000, 3, 10, 6);

    @Test
    void reads_every_kind_of_value() {
        JsonValue value = read(" {\"a\":[1,-2,true],\n\"b\":\t\"x\",\"c\":null}\r ", JsonLimits.MESSAGE);

        assertThat(value)
                .isEqualTo(new JsonObject(Map.of(
                        "a",
                        new JsonArray(List.of(new JsonInteger(1), new JsonInteger(-2), new JsonBoolean(true))),
                        "b",
                        new JsonString("x"),
                        "c",
                        new JsonNull())));
    }

    @Test
    void resolves_every_escape() {
        JsonValue value = read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e4\\uD83D\\uDE00\"", JsonLimits.MESSAGE);

        assertThat(value).isEqualTo(new JsonString("\"\\/\b\f\n\r\tä😀"));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "-1,-1", "9223372036854775807,9223372036854775807", "-9223372036854775808,-9223372036854775808"})
    void reads_integers_of_64_bits(String text, long expected) {
        assertThat(read(text, LIMITS)).isEqualTo(new JsonInteger(expected));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0",
                "1e3",
                "1E3",
                "01",
                "-01",
                "-0",
                "-",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999999999999",
                "00",
                "-a"
            })
    void refuses_every_other_number(String text) {
        assertThat(faultOf(text)).isEqualTo(JsonFault.INVALID_NUMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "NaN",
                "Infinity",
                "+1",
                "nul",
                "tru",
                "True",
                "{",
                "[",
                "[1",
                "[1,",
                "[1,]",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "\"",
                "\"\\",
                "\"\\x\"",
                "\"\\u12\"",
                "\"\\u12G4\"",
                "\"\\u٠٠٠٠\"",
                "]",
                ",",
                "// x\n1",
                "\uFEFF1"
            })
    void refuses_what_is_not_json(String text) {
        assertThat(faultOf(text)).isEqualTo(JsonFault.INVALID_SYNTAX);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 1", "{}x", "[]]", "null,", "1\u0000"})
    void refuses_what_follows_the_document(String text) {
        assertThat(faultOf(text)).isEqualTo(JsonFault.TRAILING_BYTES);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[{\"b\":{\"a\":1,\"a\":1}}]", "{\"\":1,\"\":2}"
            })
    void refuses_a_member_name_that_is_used_twice(String text) {
        assertThat(faultOf(text)).isEqualTo(JsonFault.DUPLICATE_MEMBER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\uD800\"", "\"\\uDC00\\uD800\"", "\"\\uD800x\"", "{\"\\uDFFF\":1}", "\"a\nb\"", "\"\u0000\""
            })
    void refuses_lone_surrogates_and_bare_control_characters(String text) {
        assertThat(faultOf(text)).isEqualTo(JsonFault.INVALID_TEXT);
    }

    @Test
    void refuses_bytes_that_are_not_utf_8() {
        byte[] overlong = {'"', (byte) 0xc0, (byte) 0xaf, '"'};
        byte[] surrogate = {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'};
        byte[] cut = {'"', (byte) 0xe2, (byte) 0x82, '"'};
        byte[] beyond = {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'};

        assertThat(List.of(overlong, surrogate, cut, beyond))
                .allSatisfy(bytes -> assertThat(faultOf(bytes)).isEqualTo(JsonFault.INVALID_TEXT));
    }

    @Test
    void takes_what_is_just_within_each_limit() {
        assertThat(read("[[[]]]", LIMITS)).isInstanceOf(JsonArray.class);
        assertThat(read("\"0123456789\"", LIMITS)).isInstanceOf(JsonString.class);
        assertThat(read("[1,2,3,4,5]", LIMITS)).isInstanceOf(JsonArray.class);
        assertThat(read(" ".repeat(999) + "1", LIMITS)).isEqualTo(new JsonInteger(1));
    }

    @Test
    void refuses_more_than_each_limit() {
        assertThat(faultOf("[[[[]]]]")).isEqualTo(JsonFault.TOO_DEEP);
        assertThat(faultOf("{\"a\":{\"a\":{\"a\":{}}}}")).isEqualTo(JsonFault.TOO_DEEP);
        assertThat(faultOf("\"0123456789a\"")).isEqualTo(JsonFault.STRING_TOO_LONG);
        assertThat(faultOf("{\"0123456789a\":1}")).isEqualTo(JsonFault.STRING_TOO_LONG);
        assertThat(faultOf("[1,2,3,4,5,6]")).isEqualTo(JsonFault.TOO_MANY_VALUES);
        assertThat(faultOf(" ".repeat(1000) + "1")).isEqualTo(JsonFault.TOO_LARGE);
    }

    @Test
    void says_what_was_expected_and_found_and_where() {
        JsonRefusedException refused =
                catchThrowableOfType(JsonRefusedException.class, () -> read("{\"a\" 1}", LIMITS));

        assertThat(refused).hasMessage("expected ':', found '1' at character 5");
    }

    @Test
    void refuses_a_document_that_is_no_object_where_one_is_asked_for() {
        JsonRefusedException refused =
                catchThrowableOfType(JsonRefusedException.class, () -> JsonReader.readObject(new byte[] {'1'}, LIMITS));

        assertThat(refused.fault()).isEqualTo(JsonFault.WRONG_TYPE);
    }

    private static JsonValue read(String text, JsonLimits limits) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), limits);
    }

    private static JsonFault faultOf(String text) {
        return faultOf(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonFault faultOf(byte[] bytes) {
        return catchThrowableOfType(JsonRefusedException.class, () -> JsonReader.read(bytes, LIMITS))
                .fault();
    }
}
