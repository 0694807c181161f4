package io.slipway.client.program;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that is to run once.
 *
 * @param command program and arguments
 * @param environment variables besides those of the client
 * @param input on its standard input, at most {@value #MAX_INPUT} bytes as UTF-8, so that a pipe takes it whether it is read or not
 * @param timeout after which it is killed
 */
public record ProgramRun(List<String> command, Map<String, String> environment, String input, Duration timeout) {

    /** What a pipe holds at least (man 7 pipe, PIPE_BUF and capacity). */
    public static final int MAX_INPUT = 4096;

    private static final long LAST_OUTPUT_MILLIS = 1000;

    public ProgramRun {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (input.getBytes(StandardCharsets.UTF_8).length > MAX_INPUT) {
            throw new IllegalArgumentException("A program is given at most " + MAX_INPUT + " bytes");
        }
    }

    /** {@code command} in the system's shell, without input. */
    public static ProgramRun shell(String command, Map<String, String> environment, Duration timeout) {
        return new ProgramRun(List.of("/bin/sh", "-c", command), environment, "", timeout);
    }

    /** Runs the program; blocks until it has ended or, with all it has started, was killed. */
    public Ending run() throws InterruptedException {
        Process process;
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException e) {
            return new Ending.NotStarted(String.valueOf(e.getMessage()));
        }
        LastWords output = new LastWords(process.getInputStream());
        Thread reader = Thread.ofPlatform().daemon().name("program-output").start(output);
        try {
            give(process);
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Ending.TimedOut();
            }
            reader.join(LAST_OUTPUT_MILLIS); // the output may be held open by a process that was left behind
            return new Ending.Exited(process.exitValue(), output.text());
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private void give(Process process) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // it ended, or closed its input, without reading: its right
        }
    }
}
