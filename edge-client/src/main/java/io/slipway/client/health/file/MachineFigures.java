package io.slipway.client.health.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.health.Amount;
import io.slipway.client.health.Probe;
import io.slipway.client.health.ProbeRunner;

/** Free memory and up-time from {@code /proc} (man 5 proc_meminfo, proc_uptime), room from the file system. */
public final class MachineFigures implements ProbeRunner<Probe.OfMachine> {

    private static final Pattern UPTIME = Pattern.compile("([0-9]{1,15})\\.[0-9]+ .*", Pattern.DOTALL);

    private final Path proc;

    /** @param proc {@code /proc} */
    public MachineFigures(Path proc) {
        this.proc = proc;
    }

    @Override
    public Optional<String> complaint(Probe.OfMachine probe, Duration timeout, Map<String, String> context) {
        try {
            return switch (probe) {
                case Probe.Memory(Amount least) -> {
                    String figures = text("meminfo");
                    yield tooLittle("of memory", memory(figures, "MemAvailable"), least, memory(figures, "MemTotal"));
                }
                case Probe.Disk(Path path, Amount least) -> {
                    FileStore store = Files.getFileStore(path);
                    yield tooLittle("at " + path, store.getUsableSpace(), least, store.getTotalSpace());
                }
                case Probe.UpTime(Duration least) -> {
                    Duration up = upTime();
                    yield up.compareTo(least) >= 0
                            ? Optional.empty()
                            : Optional.of("found the machine up for %d s, expected %d s"
                                    .formatted(up.toSeconds(), least.toSeconds()));
                }
            };
        } catch (IOException e) {
            return Optional.of("could not look: " + e);
        }
    }

    private static Optional<String> tooLittle(String what, long free, Amount least, long total) {
        return free >= least.of(total)
                ? Optional.empty()
                : Optional.of("found %d of %d bytes %s free, expected %s".formatted(free, total, what, least));
    }

    /** The figure is in KiB, whatever the unit is called. */
    private static long memory(String figures, String name) throws IOException {
        Matcher line = Pattern.compile("^" + name + ": +([0-9]{1,15}) kB$", Pattern.MULTILINE)
                .matcher(figures);
        if (!line.find()) {
            throw new IOException("meminfo has no " + name);
        }
        return Long.parseLong(line.group(1)) * 1024;
    }

    private Duration upTime() throws IOException {
        Matcher seconds = UPTIME.matcher(text("uptime"));
        if (!seconds.matches()) {
            throw new IOException("uptime has another form");
        }
        return Duration.ofSeconds(Long.parseLong(seconds.group(1)));
    }

    private String text(String name) throws IOException {
        return Files.readString(proc.resolve(name), StandardCharsets.US_ASCII);
    }
}
