package io.slipway.client.provisioning.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.provisioning.ProvisioningRefusedException;

/**
 * A strict INI file in UTF-8: sections {@code [name]}, each once; {@code key = value}, each key once in its section; comments are lines that begin with {@code #} or {@code ;}. A
 * value is the rest of the line without the blanks around it, or stands in double quotes with the escapes {@code \"} and {@code \\}. A byte order mark and line ends of either kind
 * are taken; control characters are not. Refusals name the line and never quote a value, which may be a secret.
 */
final class IniFile {

    static final int MAX_BYTES = 64 * 1024;

    private static final int MAX_ENTRIES = 500;
    private static final String MARK = "\ufeff";
    private static final Pattern SECTION = Pattern.compile("\\[([a-z][a-z0-9-]{0,31})]");
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9][A-Za-z0-9._-]{0,63})[ \t]*=[ \t]*(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"((?:[^\"\\\\]|\\\\[\"\\\\])*)\"");

    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private String section = "";

    private IniFile() {}

    /**
     * A value.
     *
     * @param line from 1
     * @param offset of the value as it is written, without its quotes, in bytes from the beginning of the file
     * @param bytes of the value as it is written, without its quotes
     */
    record Entry(String section, String key, String value, int line, int offset, int bytes) {

        String name() {
            return section + "." + key;
        }
    }

    /** The entries of a file in their order. */
    static List<Entry> read(byte[] content) throws ProvisioningRefusedException {
        if (content.length > MAX_BYTES) {
            throw new ProvisioningRefusedException("it has more than " + MAX_BYTES + " bytes");
        }
        IniFile file = new IniFile();
        String text = decode(content);
        int number = 0;
        int at = 0;
        for (String line : text.split("\n", -1)) {
            number++;
            String body = number == 1 && line.startsWith(MARK) ? line.substring(1) : line;
            int skipped = bytes(line) - bytes(body);
            file.line(body.endsWith("\r") ? body.substring(0, body.length() - 1) : body, number, at + skipped);
            at += bytes(line) + 1;
        }
        return List.copyOf(file.entries);
    }

    private void line(String line, int number, int offset) throws ProvisioningRefusedException {
        if (line.chars().anyMatch(c -> Character.isISOControl(c) && c != '\t')) {
            throw refused(number, "it has a control character");
        }
        String text = line.strip();
        if (text.isEmpty() || text.startsWith("#") || text.startsWith(";")) {
            return;
        }
        Matcher begin = SECTION.matcher(text);
        if (begin.matches()) {
            section = begin.group(1);
            if (!seen.add(section)) {
                throw refused(number, "the section " + section + " begins a second time");
            }
            return;
        }
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            throw refused(number, "expected [section], key = value or a comment");
        }
        if (section.isEmpty()) {
            throw refused(number, "it stands before the first section");
        }
        String written = entry.group(2);
        int start = offset + bytes(line.substring(0, line.indexOf(text))) + bytes(text.substring(0, entry.start(2)));
        String value = value(written, number);
        int quote = written.startsWith("\"") ? 1 : 0;
        Entry found = new Entry(section, entry.group(1), value, number, start + quote, bytes(written) - 2 * quote);
        if (!seen.add(found.name())) {
            throw refused(number, found.name() + " is there a second time");
        }
        if (entries.size() >= MAX_ENTRIES) {
            throw refused(number, "there are more than " + MAX_ENTRIES + " entries");
        }
        entries.add(found);
    }

    private static String value(String written, int number) throws ProvisioningRefusedException {
        if (!written.startsWith("\"")) {
            return written;
        }
        Matcher quoted = QUOTED.matcher(written);
        if (!quoted.matches()) {
            throw refused(number, "the quotes do not close at the end, or hold an escape other than \\\" and \\\\");
        }
        return quoted.group(1).replaceAll("\\\\(.)", "$1");
    }

    static ProvisioningRefusedException refused(int line, String why) {
        return new ProvisioningRefusedException("line " + line + ": " + why);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String decode(byte[] content) throws ProvisioningRefusedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProvisioningRefusedException("it is not UTF-8");
        }
    }
}
