package io.slipway.client.bootloader.grub;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * GRUB's environment block: {@value #BYTES} bytes that begin with a fixed line, then {@code name=value} lines and comments, filled up with {@code #}. In a
 * value a backslash stands before a backslash or a line feed. Source: GRUB {@code grub-core/lib/envblk.c}.
 */
final class EnvironmentBlock {

    static final int BYTES = 1024;

    private static final byte[] SIGNATURE = "# GRUB Environment Block\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final Map<String, Integer> places;

    private EnvironmentBlock(byte[] bytes, Map<String, Integer> places) {
        this.bytes = bytes;
        this.places = places;
    }

    /** The block in {@code bytes}, or empty if they are none. */
    static Optional<EnvironmentBlock> parse(byte[] bytes) {
        if (bytes.length != BYTES || !startsWithSignature(bytes)) {
            return Optional.empty();
        }
        Map<String, Integer> places = new LinkedHashMap<>();
        int line = SIGNATURE.length;
        while (line < BYTES) {
            int end = endOfLine(bytes, line);
            String text = new String(bytes, line, end - line, StandardCharsets.ISO_8859_1);
            int equals = text.indexOf('=');
            if (!text.startsWith("#") && equals > 0) {
                places.merge(text.substring(0, equals), line + equals + 1, (_, _) -> BYTES);
            }
            line = end + 1;
        }
        return Optional.of(new EnvironmentBlock(bytes.clone(), places));
    }

    /**
     * The only character of a variable.
     *
     * @return empty if the variable is missing, longer, not in the first {@code within} bytes, or there twice: GRUB changes the first and reads the last
     */
    Optional<Character> get(String name, int within) {
        Integer place = places.get(name);
        return place != null && place + 1 < within && endOfLine(bytes, place) == place + 1
                ? Optional.of((char) bytes[place])
                : Optional.empty();
    }

    /** Exchanges the only character of a variable that is there. */
    void set(String name, char value) {
        Integer place = places.get(name);
        if (place == null) {
            throw new IllegalArgumentException("there is no variable " + name);
        }
        bytes[place] = (byte) value;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static boolean startsWithSignature(byte[] bytes) {
        return new String(bytes, 0, SIGNATURE.length, StandardCharsets.ISO_8859_1)
                .equals(new String(SIGNATURE, StandardCharsets.ISO_8859_1));
    }

    /** Where the line that begins at {@code start} ends: at a line feed that no backslash stands before, or with the block. */
    private static int endOfLine(byte[] bytes, int start) {
        int at = start;
        while (at < bytes.length && bytes[at] != '\n') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        return Math.min(at, bytes.length);
    }
}
