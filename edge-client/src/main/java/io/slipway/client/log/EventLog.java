package io.slipway.client.log;

import java.io.PrintStream;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Writes events as single lines: {@code 2026-11-21T10:00:00Z INFO what happened key=value key="other value"}. Safe for use by several threads.
 *
 * <p>The keys are those of the services ({@code deploymentId}, {@code artifactDigest}, …). Secrets are never passed in.
 */
public final class EventLog {

    private final PrintStream out;
    private final Clock clock;

    public EventLog(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Something went as it should. {@code pairs} are keys and values in turn; of a failure its message is written. */
    public void info(String message, Object... pairs) {
        write("INFO", message, pairs);
    }

    /** Something went wrong that the client copes with by itself. */
    public void warn(String message, Object... pairs) {
        write("WARN", message, pairs);
    }

    /** A person must act. */
    public void error(String message, Object... pairs) {
        write("ERROR", message, pairs);
    }

    private void write(String level, String message, Object... pairs) {
        if (pairs.length % 2 != 0) {
            throw new IllegalArgumentException("Keys and values come in pairs: " + message);
        }
        StringBuilder line = new StringBuilder(128)
                .append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
                .append(' ')
                .append(level)
                .append(' ')
                .append(onOneLine(message));
        for (int i = 0; i < pairs.length; i += 2) {
            line.append(' ').append(pairs[i]).append('=').append(quoted(text(pairs[i + 1])));
        }
        out.println(line);
    }

    /** Of a failure its message, or its name where it has none. */
    private static String text(Object value) {
        if (value instanceof Throwable failure) {
            String message = failure.getMessage();
            return message == null ? failure.getClass().getSimpleName() : message;
        }
        return String.valueOf(value);
    }

    private static String quoted(String value) {
        String plain = onOneLine(value);
        boolean needsQuotes = plain.isEmpty() || plain.chars().anyMatch(c -> c == ' ' || c == '"' || c == '=');
        return needsQuotes ? '"' + plain.replace("\\", "\\\\").replace("\"", "\\\"") + '"' : plain;
    }

    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text.length());
        text.chars().forEach(c -> line.append(c < ' ' || c == 0x7f ? ' ' : (char) c));
        return line.toString();
    }
}
