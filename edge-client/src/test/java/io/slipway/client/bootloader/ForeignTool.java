package io.slipway.client.bootloader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A bootloader's own tool. If it is missing, the test fails and says which Debian package has it. */
public final class ForeignTool {

    private static final List<String> FOLDERS = List.of("/usr/bin", "/usr/sbin", "/sbin", "/bin");

    private ForeignTool() {}

    /**
     * Runs {@code tool} and returns what it printed on its standard output.
     *
     * @throws AssertionError if it is missing, fails or does not end within a minute
     */
    public static String run(String debianPackage, String tool, String... arguments)
            throws IOException, InterruptedException {
        String found = FOLDERS.stream()
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toString)
                .orElseThrow(
                        () -> new AssertionError("this test needs " + tool + ": apt-get install " + debianPackage));
        List<String> command = new ArrayList<>(
                Stream.concat(Stream.of(found), Stream.of(arguments)).toList());
        Path printed = Files.createTempFile("tool", ".out");
        Path complaints = Files.createTempFile("tool", ".err");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(printed.toFile())
                    .redirectError(complaints.toFile())
                    .start();
            boolean ended = process.waitFor(1, TimeUnit.MINUTES);
            process.destroyForcibly();
            if (!ended || process.exitValue() != 0) {
                throw new AssertionError(command + " failed: " + Files.readString(printed)
                        + Files.readString(complaints, StandardCharsets.ISO_8859_1));
            }
            return Files.readString(printed, StandardCharsets.ISO_8859_1);
        } finally {
            Files.delete(printed);
            Files.delete(complaints);
        }
    }
}
