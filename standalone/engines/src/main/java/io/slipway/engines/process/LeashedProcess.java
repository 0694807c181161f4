package io.slipway.engines.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.slipway.engines.EngineFailedException;

/**
 * A program that runs until it ends, is stopped, or its parent (this Java process) dies, even by SIGKILL.
 *
 * <p>It runs in a session of its own, so that Ctrl-C at the terminal reaches the parent alone, which then ends its children in the right order. A small shell
 * script stands between: it holds the pipe whose end tells of the parent's death. What the program prints goes to a log file.
 */
public final class LeashedProcess {

    private static final Duration TIME_TO_DIE = Duration.ofSeconds(10);
    private static final Duration TIME_TO_APPEAR = Duration.ofSeconds(10);

    private final String name;
    private final Process shell;
    private final long pid;

    private LeashedProcess(String name, Process shell, long pid) {
        this.name = name;
        this.shell = shell;
        this.pid = pid;
    }

    /**
     * What to run.
     *
     * @param name for messages
     * @param command program and arguments
     * @param environment added to the parent's environment
     * @param directory working directory; also holds {@code <name>.pid}
     * @param log file to which its output is appended
     * @param stopSignal name of the signal that asks it to stop, for example {@code TERM}
     * @param patience how long it may take to stop before it is killed
     */
    public record Program(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            String stopSignal,
            Duration patience) {

        public Program {
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }
    }

    /**
     * Starts the program; returns when its process exists.
     *
     * @throws EngineFailedException if it could not be started
     */
    public static LeashedProcess start(Program program) {
        Path pidFile = program.directory().resolve(program.name() + ".pid");
        List<String> command = new ArrayList<>(List.of("setsid", "sh", "-c", script(), "leash"));
        command.add(pidFile.toAbsolutePath().toString());
        command.add(program.stopSignal());
        command.add(Long.toString(program.patience().toSeconds()));
        command.addAll(program.command());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(program.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(program.log().toFile()));
        builder.environment().putAll(program.environment());
        try {
            Files.deleteIfExists(pidFile);
            Process shell = builder.start();
            return new LeashedProcess(program.name(), shell, awaitPid(pidFile, shell));
        } catch (IOException e) {
            throw new EngineFailedException(program.name() + " could not be started: " + e.getMessage() + ".", e);
        }
    }

    private static long awaitPid(Path pidFile, Process shell) throws IOException {
        boolean written = Waiting.until(TIME_TO_APPEAR, () -> hasPid(pidFile) || !shell.isAlive());
        if (!written || !hasPid(pidFile)) {
            shell.destroyForcibly();
            throw new IOException("no process appeared");
        }
        return Long.parseLong(Files.readString(pidFile).strip());
    }

    private static boolean hasPid(Path pidFile) {
        try {
            return Files.readString(pidFile).endsWith("\n");
        } catch (IOException notYet) {
            return false;
        }
    }

    private static String script() {
        try (InputStream in = LeashedProcess.class.getResourceAsStream("leash.sh")) {
            if (in == null) {
                throw new EngineFailedException("leash.sh is missing from this build of slipway-engines.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EngineFailedException("leash.sh could not be read from this build of slipway-engines.", e);
        }
    }

    /** The process id of the program itself. */
    public long pid() {
        return pid;
    }

    public boolean isAlive() {
        return shell.isAlive();
    }

    /** Its exit code (128 + signal when a signal ended it), once it has ended. */
    public OptionalInt exitCode() {
        return shell.isAlive() ? OptionalInt.empty() : OptionalInt.of(shell.exitValue());
    }

    /** Completes with its exit code when it ends. */
    public CompletableFuture<Integer> onExit() {
        return shell.onExit().thenApply(Process::exitValue);
    }

    /** Asks it to stop without waiting; the leash kills it if it takes longer than its patience. */
    public void askToStop() {
        try {
            shell.getOutputStream().close();
        } catch (IOException alreadyGone) {
            // The pipe breaks when the process has ended by itself: then it has stopped.
        }
    }

    /** Stops it and waits for its end, {@code limit} at most; then kills it. */
    public void stop(Duration limit) {
        askToStop();
        if (!ended(limit)) {
            kill();
        }
    }

    /** Ends it at once (SIGKILL) and waits until it is gone. */
    public void kill() {
        handle().ifPresent(ProcessHandle::destroyForcibly);
        if (!ended(TIME_TO_DIE)) {
            throw new EngineFailedException(name + " (process " + pid + ") cannot be killed.");
        }
    }

    private Optional<ProcessHandle> handle() {
        return shell.isAlive() ? ProcessHandle.of(pid) : Optional.empty();
    }

    private boolean ended(Duration limit) {
        try {
            return shell.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !shell.isAlive();
        }
    }
}
