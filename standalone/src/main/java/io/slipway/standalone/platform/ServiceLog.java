package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The log of a service, which is JSON, one object a line, with lines of the Java machine between. */
record ServiceLog(Path file) {

    private static final int LINES = 5;
    private static final int LONGEST = 200;
    private static final Pattern ENTRY = Pattern.compile("\"level\":\"(\\w+)\",\"message\":\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The last lines as a person reads them, introduced by the name of the file and ready to follow a sentence; empty if there are none. */
    String end() {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            List<String> readable = lines.map(ServiceLog::readable)
                    .filter(line -> !line.isBlank())
                    .toList();
            List<String> last = readable.subList(Math.max(0, readable.size() - LINES), readable.size());
            return last.isEmpty() ? "" : "\nThe end of " + file + ":\n  " + String.join("\n  ", last);
        } catch (IOException unreadable) {
            return "";
        }
    }

    private static String readable(String line) {
        Matcher entry = ENTRY.matcher(line);
        String text = entry.find()
                ? entry.group(1) + " "
                        + entry.group(2).replaceAll("\\\\[nrt].*", "").replace("\\\"", "\"")
                : line;
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
    }
}
