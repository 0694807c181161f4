package io.slipway.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The client as tests start it: in this process or, where the system property {@code slipway.client} names one, as the executable that
 * {@code ./slipway native} builds. Tests that go through here prove the one as well as the other.
 */
final class ClientProgram {

    private static final String PROPERTY = "slipway.client";

    private ClientProgram() {}

    /** Runs the client and returns its exit code. An interrupt ends it. */
    static int run(String... arguments) {
        return System.getProperty(PROPERTY) == null ? Main.run(arguments) : runExecutable(arguments);
    }

    /**
     * The executable.
     *
     * @throws AssertionError if it is not built
     */
    static Path executable() {
        @Nullable String named = System.getProperty(PROPERTY);
        Path file = Path.of(named == null ? "target/slipway-client" : named).toAbsolutePath();
        if (!Files.isExecutable(file)) {
            throw new AssertionError("There is no executable " + file + "; ./slipway native builds it");
        }
        return file;
    }

    private static int runExecutable(String... arguments) {
        List<String> command = Stream.concat(Stream.of(executable().toString()), Stream.of(arguments))
                .toList();
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            Thread errors = passOn(process.getErrorStream(), System.err);
            Thread output = passOn(process.getInputStream(), System.out);
            int code = exitCode(process);
            errors.join();
            output.join();
            return code;
        } catch (IOException e) {
            throw new AssertionError("The client cannot be started: " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Main.FAILED;
        }
    }

    /** Tests look at what this process prints. */
    private static Thread passOn(InputStream printed, PrintStream to) {
        return Thread.ofPlatform().daemon().start(() -> {
            try {
                printed.transferTo(to);
            } catch (IOException e) {
                // the process was killed: what came is all there is
            }
        });
    }

    private static int exitCode(Process process) throws InterruptedException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }
}
