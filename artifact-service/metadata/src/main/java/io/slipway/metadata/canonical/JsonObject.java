package io.slipway.metadata.canonical;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A JSON object with typed, strict access: {@code string("name")} gives the string or refuses, {@code findString("name")} allows the member to be
 * absent but not to be of another type.
 *
 * <p>Every accessor throws {@link JsonRefusedException} that names the member, what was expected and what was found.
 *
 * @param members name to value in the order of writing; copied
 */
public record JsonObject(Map<String, JsonValue> members) implements JsonValue {

    /** The object without members. */
    public static final JsonObject EMPTY = new JsonObject(Map.of());

    public JsonObject {
        members.keySet().forEach(JsonString::requireWellFormed);
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /** Starts an object that is written member by member. */
    public static Builder builder() {
        return new Builder();
    }

    /** The member's string. */
    public String string(String name) {
        return require(name, JsonString.class, "a string").value();
    }

    /** The member's integer. */
    public long integer(String name) {
        return require(name, JsonInteger.class, "an integer").value();
    }

    /** The member's boolean. */
    public boolean bool(String name) {
        return require(name, JsonBoolean.class, "a boolean").value();
    }

    /** The member's object. */
    public JsonObject object(String name) {
        return require(name, JsonObject.class, "an object");
    }

    /** The member's array. */
    public JsonArray array(String name) {
        return require(name, JsonArray.class, "an array");
    }

    /** The member's value of any type, empty if there is none. */
    public Optional<JsonValue> find(String name) {
        return Optional.ofNullable(members.get(name));
    }

    /** The member's string, empty if there is no such member. */
    public Optional<String> findString(String name) {
        return find(name, JsonString.class, "a string").map(JsonString::value);
    }

    /** The member's integer, empty if there is no such member. */
    public OptionalLong findInteger(String name) {
        return find(name, JsonInteger.class, "an integer")
                .map(i -> OptionalLong.of(i.value()))
                .orElseGet(OptionalLong::empty);
    }

    /** The member's boolean, empty if there is no such member. */
    public Optional<Boolean> findBool(String name) {
        return find(name, JsonBoolean.class, "a boolean").map(JsonBoolean::value);
    }

    /** The member's object, empty if there is no such member. */
    public Optional<JsonObject> findObject(String name) {
        return find(name, JsonObject.class, "an object");
    }

    /** The member's array, empty if there is no such member. */
    public Optional<JsonArray> findArray(String name) {
        return find(name, JsonArray.class, "an array");
    }

    /**
     * Refuses members other than these, for formats in which an unknown word could change the meaning.
     *
     * @return this object
     */
    public JsonObject requireOnly(String... names) {
        List<String> known = List.of(names);
        for (String name : members.keySet()) {
            if (!known.contains(name)) {
                throw new JsonRefusedException(
                        JsonFault.UNKNOWN_MEMBER, "expected no members but " + known + ", found '" + name + "'");
            }
        }
        return this;
    }

    private <T extends JsonValue> T require(String name, Class<T> type, String expected) {
        return find(name, type, expected)
                .orElseThrow(() -> new JsonRefusedException(
                        JsonFault.MISSING_MEMBER, "member '" + name + "': expected " + expected + ", found none"));
    }

    private <T extends JsonValue> Optional<T> find(String name, Class<T> type, String expected) {
        JsonValue value = members.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw new JsonRefusedException(
                    JsonFault.WRONG_TYPE, "member '" + name + "': expected " + expected + ", found " + value.kind());
        }
        return Optional.of(type.cast(value));
    }

    /** An object under construction. Not thread-safe. */
    public static final class Builder {

        private final Map<String, JsonValue> members = new LinkedHashMap<>();

        private Builder() {}

        /** Adds a member; a name is used once. */
        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("expected each member once, found '" + name + "' again");
            }
            return this;
        }

        /** Adds a string. */
        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        /** Adds an integer. */
        public Builder put(String name, long value) {
            return put(name, new JsonInteger(value));
        }

        /** Adds a boolean. */
        public Builder put(String name, boolean value) {
            return put(name, new JsonBoolean(value));
        }

        /** Adds a string if there is one. */
        public Builder putIfPresent(String name, Optional<String> value) {
            value.ifPresent(v -> put(name, v));
            return this;
        }

        /** The finished object. */
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
