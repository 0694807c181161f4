package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The largest resident memory that one process of a tree has ever had, as Linux counts it ({@code VmHWM} of {@code /proc/PID/status}). */
final class PeakMemory {

    private static final Pattern HIGH_WATER_MARK = Pattern.compile("^VmHWM:\\s*(\\d+) kB$", Pattern.MULTILINE);
    private static final int KIBIBYTE = 1024;

    private long bytes;

    /** Looks at the process and all below it. */
    void look(Process process) {
        look(process.pid());
        process.descendants().forEach(child -> look(child.pid()));
    }

    /** The largest that was seen, 0 if nothing was. */
    long bytes() {
        return bytes;
    }

    private void look(long pid) {
        try {
            Matcher matcher = HIGH_WATER_MARK.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
            if (matcher.find()) {
                bytes = Math.max(bytes, Long.parseLong(matcher.group(1)) * KIBIBYTE);
            }
        } catch (IOException e) {
            // It has just ended; what it needed was seen a moment ago.
        }
    }
}
