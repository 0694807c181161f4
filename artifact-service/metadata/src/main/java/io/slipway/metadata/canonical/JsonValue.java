package io.slipway.metadata.canonical;

/** A JSON value without floating-point numbers: immutable, compared by content, the members of an object in any order. */
public sealed interface JsonValue permits JsonObject, JsonArray, JsonString, JsonInteger, JsonBoolean, JsonNull {

    /** What kind of value this is, in words for a message: {@code an object}, {@code a string}, … */
    default String kind() {
        return switch (this) {
            case JsonObject _ -> "an object";
            case JsonArray _ -> "an array";
            case JsonString _ -> "a string";
            case JsonInteger _ -> "an integer";
            case JsonBoolean _ -> "a boolean";
            case JsonNull _ -> "null";
        };
    }
}
