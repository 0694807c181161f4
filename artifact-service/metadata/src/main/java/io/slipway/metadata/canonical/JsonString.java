package io.slipway.metadata.canonical;

/**
 * A JSON string.
 *
 * @param value well-formed Unicode: a surrogate stands only in a pair
 */
public record JsonString(String value) implements JsonValue {

    public JsonString {
        requireWellFormed(value);
    }

    /** Refuses text that has no UTF-8 form, which a writer would have to change silently. */
    static void requireWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isSurrogate(c)) {
                continue;
            }
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (!pair) {
                throw new JsonRefusedException(
                        JsonFault.INVALID_TEXT,
                        "expected well-formed Unicode, found a lone surrogate at character " + i);
            }
            i++;
        }
    }
}
