package io.slipway.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs programs as root or, where the tests have no such rights, as root of a user namespace.
 *
 * @param directory where what they print is kept for a moment
 */
record Commands(Path directory) {

    private static final int MOST_MINUTES = 5;

    /** What a program has left. */
    record Outcome(int exitCode, String output) {}

    /** Runs a program that must succeed; answers what it printed. */
    String run(String... command) throws IOException, InterruptedException {
        Outcome outcome = attempt(command);
        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        return outcome.output();
    }

    /** Runs a program. */
    Outcome attempt(String... command) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(isRoot() ? List.of() : List.of("unshare", "--map-root-user"));
        words.addAll(List.of(command));
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            assertThat(process.waitFor(MOST_MINUTES, TimeUnit.MINUTES))
                    .as("%s ends", words)
                    .isTrue();
            return new Outcome(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }
}
