package io.slipway.device.report.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

/** The fields of one JSON object. What is absent, null where it may not be, or of another type is an {@link IllegalArgumentException} that names the field. */
final class Fields {

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern INSTANT_FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?Z");
    private static final Pattern TRACEPARENT_FORM = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final String path;
    private final JsonNode object;

    private Fields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static Fields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new IllegalArgumentException(path + ": expected an object");
        }
        return new Fields(path, node);
    }

    String text(String name) {
        JsonNode value = object.get(name);
        if (value == null || !value.isTextual()) {
            throw new IllegalArgumentException(name + ": expected a string in " + path);
        }
        requireNoNul(name, value.textValue());
        return value.textValue();
    }

    /** PostgreSQL, where reports end, cannot store U+0000; refused here it costs one report and not the reader of all. */
    private void requireNoNul(String name, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(name.replace("\0", "") + ": expected no character U+0000 in " + path);
        }
    }

    long integer(String name) {
        return optionalInteger(name)
                .orElseThrow(() -> new IllegalArgumentException(name + ": expected an integer in " + path));
    }

    OptionalLong optionalInteger(String name) {
        JsonNode value = object.get(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new IllegalArgumentException(name + ": expected an integer of at most 64 bits in " + path);
        }
        return OptionalLong.of(value.longValue());
    }

    UUID uuid(String name) {
        String text = text(name);
        if (!UUID_FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(name + ": expected a lower-case UUID in " + path);
        }
        return UUID.fromString(text);
    }

    Instant instant(String name) {
        String text = text(name);
        try {
            if (INSTANT_FORM.matcher(text).matches()) {
                return Instant.parse(text);
            }
        } catch (DateTimeException e) {
            // The same answer as for another form.
        }
        throw new IllegalArgumentException(name + ": expected an RFC 3339 instant in UTC, with Z, in " + path);
    }

    /** A malformed trace context is no reason to lose a report (W3C Trace Context, section 3.2.1: it is ignored). */
    Optional<String> traceparent() {
        JsonNode value = object.get("traceparent");
        return value != null
                        && value.isTextual()
                        && TRACEPARENT_FORM.matcher(value.textValue()).matches()
                ? Optional.of(value.textValue())
                : Optional.empty();
    }

    Optional<Fields> object(String name) {
        return Optional.ofNullable(object.get(name)).map(value -> of(name, value));
    }

    List<Fields> objects(String name) {
        JsonNode array = object.get(name);
        if (array == null || !array.isArray()) {
            throw new IllegalArgumentException(name + ": expected an array in " + path);
        }
        List<Fields> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(of(name, element)));
        return elements;
    }

    Map<String, String> texts(String name) {
        Fields fields =
                object(name).orElseThrow(() -> new IllegalArgumentException(name + ": expected an object in " + path));
        Map<String, String> texts = new HashMap<>();
        for (Map.Entry<String, JsonNode> field : fields.object.properties()) {
            fields.requireNoNul(field.getKey(), field.getKey());
            texts.put(field.getKey(), fields.text(field.getKey()));
        }
        return texts;
    }
}
