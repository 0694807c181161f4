package io.slipway.metadata.canonical;

import java.util.ArrayList;
import java.util.List;

/**
 * A JSON array.
 *
 * @param values the elements in order; copied
 */
public record JsonArray(List<JsonValue> values) implements JsonValue {

    public JsonArray {
        values = List.copyOf(values);
    }

    /** An array of strings. */
    public static JsonArray ofStrings(Iterable<String> strings) {
        var values = new ArrayList<JsonValue>();
        strings.forEach(s -> values.add(new JsonString(s)));
        return new JsonArray(values);
    }

    /**
     * The elements, all of which must be strings.
     *
     * @throws JsonRefusedException with {@link JsonFault#WRONG_TYPE} if one is not
     */
    public List<String> strings() {
        return values.stream()
                .map(v -> cast(v, JsonString.class, "a string").value())
                .toList();
    }

    /**
     * The elements, all of which must be objects.
     *
     * @throws JsonRefusedException with {@link JsonFault#WRONG_TYPE} if one is not
     */
    public List<JsonObject> objects() {
        return values.stream().map(v -> cast(v, JsonObject.class, "an object")).toList();
    }

    private static <T extends JsonValue> T cast(JsonValue value, Class<T> type, String expected) {
        if (!type.isInstance(value)) {
            throw new JsonRefusedException(
                    JsonFault.WRONG_TYPE, "array element: expected " + expected + ", found " + value.kind());
        }
        return type.cast(value);
    }
}
