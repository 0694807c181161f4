package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The largest resident memory that one process of a tree has ever had, as Linux counts it in {@code /proc/PID/status}: with all mapped files ({@code VmHWM}),
 * and, seen at the moments of looking, without them ({@code RssAnon}).
 */
final class PeakMemory {

    private static final Pattern HIGH_WATER_MARK = Pattern.compile("^VmHWM:\\s*(\\d+) kB$", Pattern.MULTILINE);
    private static final Pattern ANONYMOUS = Pattern.compile("^RssAnon:\\s*(\\d+) kB$", Pattern.MULTILINE);
    private static final int KIBIBYTE = 1024;

    private long bytes;
    private long ownBytes;

    /** Looks at the process and all below it. */
    void look(Process process) {
        look(process.pid());
        process.descendants().forEach(child -> look(child.pid()));
    }

    /** The largest that was seen, 0 if nothing was. */
    long bytes() {
        return bytes;
    }

    /** The largest without mapped files that was seen, 0 if nothing was. */
    long ownBytes() {
        return ownBytes;
    }

    private void look(long pid) {
        try {
            String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
            bytes = Math.max(bytes, size(HIGH_WATER_MARK, status));
            ownBytes = Math.max(ownBytes, size(ANONYMOUS, status));
        } catch (IOException e) {
            // It has just ended; what it needed was seen a moment ago.
        }
    }

    private static long size(Pattern pattern, String status) {
        Matcher matcher = pattern.matcher(status);
        return matcher.find() ? Long.parseLong(matcher.group(1)) * KIBIBYTE : 0;
    }
}
