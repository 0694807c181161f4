package io.slipway.metadata.canonical;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** Writes a value as compact JSON text (RFC 8259) for files and messages: members in their own order, control characters escaped. */
public final class JsonText {

    private static final HexFormat HEX = HexFormat.of();

    private JsonText() {}

    /** The text in UTF-8. */
    public static byte[] bytes(JsonValue value) {
        return of(value).getBytes(StandardCharsets.UTF_8);
    }

    /** The text. */
    public static String of(JsonValue value) {
        var out = new StringBuilder();
        write(value, out);
        return out.toString();
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
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
            out.append(separator);
            writeString(member.getKey(), out);
            out.append(':');
            write(member.getValue(), out);
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
            switch (c) {
                case '"', '\\' -> out.append('\\').append(c);
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20) {
                        out.append("\\u").append(HEX.toHexDigits(c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
