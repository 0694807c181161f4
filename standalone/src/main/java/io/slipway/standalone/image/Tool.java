package io.slipway.standalone.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.slipway.standalone.StandaloneException;

/**
 * A program of the operating system.
 *
 * @param path where it is
 * @param environment added to this program's own
 */
record Tool(Path path, Map<String, String> environment) {

    private static final int MINUTES_TO_FINISH = 15;
    private static final int MOST_OUTPUT = 4 << 20;
    private static final int SHOWN = 2000;

    /** The program of this name on the PATH or in the folders of the administrator's programs. */
    static Optional<Tool> find(String name) {
        Stream<String> folders = Stream.concat(
                Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":")), Stream.of("/usr/sbin", "/sbin"));
        return folders.map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> new Tool(path, Map.of("LC_ALL", "C")));
    }

    Tool with(Map<String, String> more) {
        return new Tool(path, more);
    }

    /**
     * Runs it to its end and returns what it printed.
     *
     * @param directory for its output file
     * @throws StandaloneException if it fails, with what it printed
     */
    String run(Path directory, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(path.toString()));
        command.addAll(arguments);
        Path output = Files.createTempFile(directory, path.getFileName().toString(), ".out");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            int status = finish(builder.start());
            byte[] printed;
            try (var in = Files.newInputStream(output)) {
                printed = in.readNBytes(MOST_OUTPUT);
            }
            String text = new String(printed, StandardCharsets.UTF_8).strip();
            if (status != 0) {
                throw new StandaloneException(path.getFileName() + " failed with exit code " + status + ":\n"
                        + text.substring(Math.max(0, text.length() - SHOWN)));
            }
            return text;
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private int finish(Process process) {
        try {
            process.getOutputStream().close();
            if (process.waitFor(MINUTES_TO_FINISH, TimeUnit.MINUTES)) {
                return process.exitValue();
            }
            throw new StandaloneException(
                    path.getFileName() + " did not finish within " + MINUTES_TO_FINISH + " minutes.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException(path.getFileName() + " was interrupted.", e);
        } catch (IOException e) {
            throw new StandaloneException(path.getFileName() + " could not be run.", e);
        } finally {
            process.destroyForcibly();
        }
    }
}
