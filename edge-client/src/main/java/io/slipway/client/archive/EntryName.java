package io.slipway.client.archive;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The rules for names in archives. */
final class EntryName {

    private static final int LONGEST = 4096;
    private static final int LONGEST_PART = 255;
    private static final int DEEPEST = 64;

    private EntryName() {}

    /** {@code raw} without a leading {@code ./} and a trailing slash; empty for the top directory itself. */
    static String checked(byte[] raw) throws ArchiveRefusedException {
        String name = text(raw);
        if (name.startsWith("/")) {
            throw new ArchiveRefusedException("the archive has an absolute name: " + name);
        }
        while (name.startsWith("./")) {
            name = name.substring(2);
        }
        if (name.endsWith("/")) {
            name = name.substring(0, name.length() - 1);
        }
        if (name.isEmpty() || name.equals(".")) {
            return "";
        }
        String[] parts = name.split("/", -1);
        if (parts.length > DEEPEST) {
            throw new ArchiveRefusedException("the archive has a name with more than " + DEEPEST + " parts");
        }
        for (String part : parts) {
            if (part.isEmpty() || part.equals(".") || part.equals("..")) {
                throw new ArchiveRefusedException(
                        "the archive has a name with a part that is empty, '.' or '..': " + name);
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > LONGEST_PART) {
                throw new ArchiveRefusedException(
                        "the archive has a name with a part of more than " + LONGEST_PART + " bytes");
            }
        }
        return name;
    }

    /** Text in UTF-8 of at most 4096 bytes without control characters. */
    static String text(byte[] raw) throws ArchiveRefusedException {
        if (raw.length > LONGEST) {
            throw new ArchiveRefusedException("the archive has a name of more than " + LONGEST + " bytes");
        }
        String text;
        try {
            text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ArchiveRefusedException("the archive has a name that is not UTF-8");
        }
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw new ArchiveRefusedException("the archive has a name with control characters");
        }
        return text;
    }
}
