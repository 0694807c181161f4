package io.slipway.metadata.canonical;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON document (RFC 8259) from bytes of unknown origin.
 *
 * <p>Stricter than the RFC where leniency would let two readers see different things: a member name is used once per object, numbers are 64-bit
 * integers in their only spelling, text is well-formed, nothing follows the document. What is accepted is bounded by {@link JsonLimits}; time and
 * memory are linear in the input.
 */
public final class JsonReader {

    private static final int END = -1;
    private static final int MAX_SHARED_NAMES = 256;

    private final String text;
    private final JsonLimits limits;

    /** Each of the few names that a document repeats thousands of times is kept in memory once. */
    private final Map<String, String> sharedNames = new HashMap<>();

    private int position;
    private int values;

    private JsonReader(String text, JsonLimits limits) {
        this.text = text;
        this.limits = limits;
    }

    /**
     * Reads a document.
     *
     * @throws JsonRefusedException if the bytes are not exactly one acceptable document; nothing else is thrown whatever the bytes are
     */
    public static JsonValue read(byte[] bytes, JsonLimits limits) {
        if (bytes.length > limits.maxBytes()) {
            throw new JsonRefusedException(
                    JsonFault.TOO_LARGE, "expected at most " + limits.maxBytes() + " bytes, found " + bytes.length);
        }
        var reader = new JsonReader(decode(bytes), limits);
        JsonValue value = reader.value(0);
        reader.skipWhitespace();
        if (reader.peek() != END) {
            throw reader.refuse(JsonFault.TRAILING_BYTES, "the end of the document");
        }
        return value;
    }

    /**
     * Reads a document that must be an object.
     *
     * @throws JsonRefusedException if the bytes are not exactly one acceptable document, or not an object
     */
    public static JsonObject readObject(byte[] bytes, JsonLimits limits) {
        JsonValue value = read(bytes, limits);
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonRefusedException(JsonFault.WRONG_TYPE, "expected an object, found " + value.kind());
    }

    private static String decode(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new JsonRefusedException(JsonFault.INVALID_TEXT, "expected UTF-8, found other bytes");
        }
    }

    private JsonValue value(int depth) {
        skipWhitespace();
        if (++values > limits.maxValues()) {
            throw new JsonRefusedException(
                    JsonFault.TOO_MANY_VALUES, "expected at most " + limits.maxValues() + " values, found more");
        }
        int c = peek();
        return switch (c) {
            case '{' -> object(deeper(depth));
            case '[' -> array(deeper(depth));
            case '"' -> new JsonString(string());
            case 't' -> literal("true", new JsonBoolean(true));
            case 'f' -> literal("false", new JsonBoolean(false));
            case 'n' -> literal("null", new JsonNull());
            default -> {
                if (c == '-' || isDigit(c)) {
                    yield new JsonInteger(integer());
                }
                throw refuse(JsonFault.INVALID_SYNTAX, "a value");
            }
        };
    }

    private int deeper(int depth) {
        if (depth >= limits.maxDepth()) {
            throw new JsonRefusedException(
                    JsonFault.TOO_DEEP, "expected a depth of at most " + limits.maxDepth() + ", found more");
        }
        return depth + 1;
    }

    private JsonObject object(int depth) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        position++;
        skipWhitespace();
        if (accept('}')) {
            return JsonObject.EMPTY;
        }
        do {
            skipWhitespace();
            if (peek() != '"') {
                throw refuse(JsonFault.INVALID_SYNTAX, "a member name");
            }
            int start = position;
            String name = string();
            if (members.containsKey(name)) {
                position = start;
                throw refuse(JsonFault.DUPLICATE_MEMBER, "a member name that was not used before");
            }
            skipWhitespace();
            expect(':');
            members.put(shared(name), value(depth));
            skipWhitespace();
        } while (accept(','));
        expect('}');
        return new JsonObject(members);
    }

    private String shared(String name) {
        if (sharedNames.size() >= MAX_SHARED_NAMES) {
            return sharedNames.getOrDefault(name, name);
        }
        String known = sharedNames.putIfAbsent(name, name);
        return known == null ? name : known;
    }

    private JsonArray array(int depth) {
        List<JsonValue> elements = new ArrayList<>();
        position++;
        skipWhitespace();
        if (accept(']')) {
            return new JsonArray(elements);
        }
        do {
            elements.add(value(depth));
            skipWhitespace();
        } while (accept(','));
        expect(']');
        return new JsonArray(elements);
    }

    private JsonValue literal(String word, JsonValue value) {
        for (int i = 0; i < word.length(); i++) {
            expect(word.charAt(i));
        }
        return value;
    }

    private long integer() {
        int start = position;
        boolean negative = accept('-');
        int first = position;
        while (isDigit(peek())) {
            position++;
        }
        int digits = position - first;
        boolean leadingZero = digits > 1 && text.charAt(first) == '0';
        boolean minusZero = negative && digits == 1 && text.charAt(first) == '0';
        boolean fraction = peek() == '.' || peek() == 'e' || peek() == 'E';
        if (digits == 0 || digits > 19 || leadingZero || minusZero || fraction) {
            position = start;
            throw refuse(JsonFault.INVALID_NUMBER, "a 64-bit integer without fraction, exponent or leading zero");
        }
        try {
            return Long.parseLong(text, start, position, 10);
        } catch (NumberFormatException e) {
            position = start;
            throw refuse(JsonFault.INVALID_NUMBER, "a 64-bit integer");
        }
    }

    private String string() {
        var result = new StringBuilder();
        position++;
        while (true) {
            int c = peek();
            if (c == END) {
                throw refuse(JsonFault.INVALID_SYNTAX, "the end of the string");
            }
            if (c < 0x20) {
                throw refuse(JsonFault.INVALID_TEXT, "a control character to be escaped");
            }
            position++;
            if (c == '"') {
                return wellFormed(result.toString());
            }
            if (result.length() == limits.maxStringLength()) {
                throw new JsonRefusedException(
                        JsonFault.STRING_TOO_LONG,
                        "expected strings of at most " + limits.maxStringLength() + " characters, found more");
            }
            result.append(c == '\\' ? escape() : (char) c);
        }
    }

    /** Escapes can spell a lone surrogate although the bytes are valid UTF-8. */
    private static String wellFormed(String string) {
        JsonString.requireWellFormed(string);
        return string;
    }

    private char escape() {
        int c = peek();
        position++;
        return switch (c) {
            case '"', '\\', '/' -> (char) c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicodeEscape();
            default -> {
                position--;
                throw refuse(JsonFault.INVALID_SYNTAX, "an escape of RFC 8259");
            }
        };
    }

    private char unicodeEscape() {
        int code = 0;
        for (int i = 0; i < 4; i++) {
            int c = peek();
            // Character.digit would also take digits of other scripts.
            int digit = c < 0x80 ? Character.digit(c, 16) : END;
            if (digit < 0) {
                throw refuse(JsonFault.INVALID_SYNTAX, "four hexadecimal digits");
            }
            code = code << 4 | digit;
            position++;
        }
        return (char) code;
    }

    private void skipWhitespace() {
        int c = peek();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            position++;
            c = peek();
        }
    }

    private int peek() {
        return position < text.length() ? text.charAt(position) : END;
    }

    private boolean accept(char c) {
        if (peek() != c) {
            return false;
        }
        position++;
        return true;
    }

    private void expect(char c) {
        if (!accept(c)) {
            throw refuse(JsonFault.INVALID_SYNTAX, "'" + c + "'");
        }
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private JsonRefusedException refuse(JsonFault fault, String expected) {
        int c = peek();
        String found = c == END ? "the end" : c > 0x20 && c < 0x7f ? "'" + (char) c + "'" : "character " + c;
        return new JsonRefusedException(
                fault, "expected " + expected + ", found " + found + " at character " + position);
    }
}
