package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Watches the memory of a client that this process has started, as the kernel counts it (proc_pid_status(5)): all resident pages, those of the executable file
 * too. When a client ends and the next one begins, it watches that.
 */
final class ClientMemory implements AutoCloseable {

    private static final long MOMENT_MILLIS = 10;
    private static final double KIBIBYTES = 1024;
    private static final Pattern PEAK = Pattern.compile("^VmHWM:\\s+([0-9]+) kB$", Pattern.MULTILINE);
    private static final Pattern RESIDENT = Pattern.compile("^VmRSS:\\s+([0-9]+) kB$", Pattern.MULTILINE);
    private static final Pattern ANONYMOUS = Pattern.compile("^RssAnon:\\s+([0-9]+) kB$", Pattern.MULTILINE);

    private final Path executable;
    private final Thread watcher;
    private final AtomicReference<Sample> last = new AtomicReference<>(new Sample(0, 0, 0, 0));
    private final AtomicReference<Sample> before = new AtomicReference<>(new Sample(0, 0, 0, 0));

    /**
     * The memory of a client at an instant, in MiB.
     *
     * @param anonymous the part of {@code resident} that is not pages of a file, which the kernel can drop and read again
     * @param peak of {@code resident} so far
     */
    record Sample(long pid, double resident, double anonymous, double peak) {}

    /** @param executable that the clients run */
    ClientMemory(Path executable) {
        this.executable = executable;
        this.watcher = Thread.ofPlatform().daemon().name("client-memory").start(this::watch);
    }

    /** The client that runs. */
    Sample now() {
        return last.get();
    }

    /** The client that ran before the one that runs, a moment before it ended: its peak is that of its life. */
    Sample ended() {
        return before.get();
    }

    @Override
    public void close() {
        watcher.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                find().ifPresent(this::record);
                Thread.sleep(MOMENT_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void record(Sample sample) {
        Sample previous = last.getAndSet(sample);
        if (previous.pid() != sample.pid()) {
            before.set(previous);
        }
    }

    private Optional<Sample> find() {
        Optional<Sample> same = sample(last.get().pid());
        return same.isPresent()
                ? same
                : ProcessHandle.current()
                        .descendants()
                        .flatMap(child -> sample(child.pid()).stream())
                        .findFirst();
    }

    /** Empty if that process has ended or runs something else. */
    private Optional<Sample> sample(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            if (!Files.readSymbolicLink(process.resolve("exe")).equals(executable)) {
                return Optional.empty();
            }
            String status = Files.readString(process.resolve("status"));
            double resident = mebibytes(RESIDENT, status);
            return resident == 0
                    ? Optional.empty()
                    : Optional.of(new Sample(pid, resident, mebibytes(ANONYMOUS, status), mebibytes(PEAK, status)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static double mebibytes(Pattern line, String status) {
        Matcher found = line.matcher(status);
        return found.find() ? Long.parseLong(found.group(1)) / KIBIBYTES : 0;
    }
}
