package io.slipway.standalone.bench.delta.process;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.standalone.StandaloneException;

/**
 * Runs shell scripts and measures them.
 *
 * @param directory in which they run, and in which their output is kept meanwhile
 * @param patience after which a script is ended
 */
record MeasuredShell(Path directory, Duration patience) {

    private static final double NANOSECONDS = 1e9;
    private static final int SECONDS_PER_MINUTE = 60;
    private static final int BETWEEN_LOOKS_MILLIS = 50;
    private static final int LAST_WORDS = 4096;

    /** The second line of the shell's {@code times}: minutes and seconds of its children, in user mode and in the kernel. */
    private static final Pattern CHILDREN = Pattern.compile("\n(\\d+)m([\\d.]+)s (\\d+)m([\\d.]+)s\\s*$");

    /** What came of a script. */
    sealed interface Result {

        /**
         * It ended well.
         *
         * @param peakMemory largest resident memory of one of its processes, in bytes
         * @param ownMemory of the same, without pages of mapped files
         */
        record Done(double seconds, double processorSeconds, long peakMemory, long ownMemory) implements Result {}

        /**
         * It did not.
         *
         * @param lastWords the last line that it printed
         */
        record Failed(String lastWords) implements Result {}
    }

    /**
     * Runs a script to its end. Blocks.
     *
     * @param script ends with the first command that fails
     * @param environment added to this program's own
     */
    Result run(String script, Map<String, String> environment) throws IOException {
        Path output = Files.createTempFile(directory, "output", ".txt");
        Path times = Files.createTempFile(directory, "times", ".txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "set -e\n" + script + "\ntimes >\"$TIMES\"")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("TIMES", times.toString());
        builder.environment().put("LC_ALL", "C");
        try {
            long begin = System.nanoTime();
            PeakMemory memory = new PeakMemory();
            boolean ended = watch(builder.start(), memory, begin + patience.toNanos());
            double seconds = (System.nanoTime() - begin) / NANOSECONDS;
            String used = Files.readString(times);
            if (!ended) {
                return new Result.Failed("did not end within " + patience.toMinutes() + " minutes");
            }
            return used.isEmpty()
                    ? new Result.Failed(lastWords(output))
                    : new Result.Done(seconds, processorSeconds(used), memory.bytes(), memory.ownBytes());
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(times);
        }
    }

    /** Whether it ended by itself. */
    private static boolean watch(Process process, PeakMemory memory, long deadline) {
        try {
            do {
                memory.look(process);
                if (process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
                    return true;
                }
            } while (System.nanoTime() < deadline);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("The benchmark was interrupted.", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Reads what the shell's {@code times} has printed. */
    static double processorSeconds(String times) {
        Matcher matcher = CHILDREN.matcher(times);
        if (!matcher.find()) {
            throw new IllegalArgumentException("not the output of times: " + times);
        }
        return seconds(matcher.group(1), matcher.group(2)) + seconds(matcher.group(3), matcher.group(4));
    }

    private static double seconds(String minutes, String seconds) {
        return Integer.parseInt(minutes) * SECONDS_PER_MINUTE + Double.parseDouble(seconds);
    }

    private static String lastWords(Path output) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(output)) {
            channel.position(Math.max(0, channel.size() - LAST_WORDS));
            byte[] end = Channels.newInputStream(channel).readNBytes(LAST_WORDS);
            return new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .reduce((_, last) -> last.strip())
                    .orElse("failed without a word");
        }
    }
}
