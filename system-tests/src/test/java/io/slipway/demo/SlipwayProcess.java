package io.slipway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** A program of the class path of {@code ./slipway} as a process of its own. Closing it kills it and everything that it started. */
record SlipwayProcess(Process process, Path output) implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("slipway.root"));

    /** Starts {@code ./slipway} with these arguments. */
    static SlipwayProcess slipway(Path output, Map<String, String> environment, List<String> arguments)
            throws IOException {
        return start("io.slipway.standalone.Main", output, environment, arguments);
    }

    /** Starts the edge-client with these arguments. */
    static SlipwayProcess client(Path output, List<String> arguments) throws IOException {
        return start("io.slipway.client.Main", output, Map.of(), arguments);
    }

    private static SlipwayProcess start(
            String program, Path output, Map<String, String> environment, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                ROOT.resolve("standalone/target/classes") + ":" + ROOT.resolve("standalone/target/lib") + "/*",
                program));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("SLIPWAY_HOME", ROOT.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new SlipwayProcess(process, output);
    }

    /** Waits for the end, and returns the exit code. */
    int exitCode(int minutes) throws InterruptedException {
        assertThat(process.waitFor(minutes, TimeUnit.MINUTES)).as(this::said).isTrue();
        return process.exitValue();
    }

    /** What it has printed so far. */
    String said() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }

    /** Asks it to end, as Ctrl-C does, and kills it if it does not. */
    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
    }
}
