package io.slipway.metadata.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * The canonical form of a JSON value: equal values have equal bytes, and signatures and key ids are computed on these bytes.
 *
 * <p>"Canonical JSON" of OLPC, as TUF 1.0 section 4.1 asks for: members sorted by the Unicode code points of their names, no white space, in strings
 * only {@code "} and {@code \} escaped, all else as UTF-8. Control characters stand unescaped, so this form is not always JSON text; files
 * are written by {@link JsonText}.
 */
public final class CanonicalForm {

    private static final Comparator<String> BY_CODE_POINT = (a, b) -> {
        int[] left = a.codePoints().toArray();
        int[] right = b.codePoints().toArray();
        return Arrays.compare(left, right);
    };

    private CanonicalForm() {}

    /** The canonical bytes of a value. */
    public static byte[] of(JsonValue value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonValue value, StringBuilder out) {
        switch (value) {
            case JsonObject object -> writeObject(object, out);
            case JsonArray array -> writeArray(array, out);
            case JsonString string -> writeString(string.value(), out);
            case JsonInteger integer -> out.append(integer.value());
            case JsonBoolean bool -> out.append(bool.value());
            case JsonNull _ -> out.append("null");
        }
    }

    private static void writeObject(JsonObject object, StringBuilder out) {
        out.append('{');
        String separator = "";
        for (String name :
                object.members().keySet().stream().sorted(BY_CODE_POINT).toList()) {
            out.append(separator);
            writeString(name, out);
            out.append(':');
            object.find(name).ifPresent(value -> write(value, out));
            separator = ",";
        }
        out.append('}');
    }

    private static void writeArray(JsonArray array, StringBuilder out) {
        out.append('[');
        String separator = "";
        for (JsonValue value : array.values()) {
            out.append(separator);
            write(value, out);
            separator = ",";
        }
        out.append(']');
    }

    private static void writeString(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }
}
