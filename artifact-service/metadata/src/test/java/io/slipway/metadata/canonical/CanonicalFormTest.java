package io.slipway.metadata.canonical;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CanonicalFormTest {

    @Test
    void sorts_members_and_leaves_no_space() {
        JsonValue value = read("{ \"b\" : [ 1 , true , null ] , \"a\" : { } }");

        assertThat(canonical(value)).isEqualTo("{\"a\":{},\"b\":[1,true,null]}");
    }

    @Test
    void sorts_by_code_points_and_not_by_utf_16_units() {
        JsonValue value = JsonObject.builder()
                .put("\uD83D\uDE00", 3)
                .put("\uFFFD", 2)
                .put("a", 1)
                .build();

        assertThat(canonical(value)).isEqualTo("{\"a\":1,\"\uFFFD\":2,\"\uD83D\uDE00\":3}");
    }

    @Test
    void escapes_quotes_and_backslashes_and_nothing_else() {
        JsonValue value = new JsonString("\"\\/\n\u0001ä");

        assertThat(canonical(value)).isEqualTo("\"\\\"\\\\/\n\u0001ä\"");
    }

    @Test
    void differs_from_text_where_text_must_escape() {
        JsonValue value = new JsonArray(List.of(new JsonString("\n\u0001")));

        assertThat(JsonText.of(value)).isEqualTo("[\"\\n\\u0001\"]");
    }

    private static JsonValue read(String text) {
        return JsonReader.read(text.getBytes(StandardCharsets.UTF_8), JsonLimits.MESSAGE);
    }

    private static String canonical(JsonValue value) {
        return new String(CanonicalForm.of(value), StandardCharsets.UTF_8);
    }
}
