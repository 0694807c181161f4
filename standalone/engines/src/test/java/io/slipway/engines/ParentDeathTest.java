package io.slipway.engines;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ParentDeathTest {

    @TempDir
    Path directory;

    /** The parent that is killed in the test. */
    static final class Parent {
        public static void main(String[] arguments) throws InterruptedException {
            Path directory = Path.of(arguments[0]);
            long postgres = Engines.postgres(directory.resolve("postgres"), 0, Durability.CRASH)
                    .pid();
            long s3 = Engines.s3(directory.resolve("s3"), 0).pid();
            System.out.println(postgres + " " + s3);
            Thread.currentThread().join();
        }
    }

    @Test
    void engines_end_when_their_parent_is_killed() throws IOException {
        // Given
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dslipway.root=" + System.getProperty("slipway.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> engines = readPids(parent);

        // When
        parent.destroyForcibly();

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(engines)
                .noneMatch(ParentDeathTest::isRunning));
    }

    private static List<Long> readPids(Process parent) throws IOException {
        try (BufferedReader output = parent.inputReader()) {
            String line = String.valueOf(output.readLine());
            assertThat(line).matches("\\d+ \\d+");
            return List.of(line.split(" ")).stream().map(Long::valueOf).toList();
        }
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }
}
