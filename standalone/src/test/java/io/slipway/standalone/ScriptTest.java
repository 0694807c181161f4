package io.slipway.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The script {@code ./slipway} on machines that lack something: a copy of it that looks for JDKs in a folder of the test, with a PATH of its own. */
class ScriptTest {

    private static final List<String> TOOLS =
            List.of("sh", "dirname", "readlink", "sed", "find", "head", "cat", "mkdir", "mv", "grep");

    @TempDir
    Path root;

    private Path programs;
    private Path jdks;
    private String printed = "";

    @BeforeEach
    void copy() throws IOException {
        programs = Files.createDirectories(root.resolve("bin"));
        jdks = Files.createDirectories(root.resolve("jdks"));
        for (String tool : TOOLS) {
            executable(programs.resolve(tool), "#!/bin/sh\nexec " + existing(tool) + " \"$@\"\n");
        }
        String script = Files.readString(Path.of("..", "slipway"))
                .replace("/usr/lib/jvm/* /opt/*jdk* /opt/java/*", jdks + "/*")
                .replace("/Library/Java/JavaVirtualMachines/*/Contents/Home", "");
        executable(root.resolve("slipway"), script);
    }

    @Test
    void says_which_jdk_it_needs_when_there_is_none() throws Exception {
        assertThat(run("up")).isEqualTo(3);
        assertThat(printed)
                .isEqualTo(
                        "Slipway needs a JDK 25 or later; install one, and set JAVA_HOME to it if it is not found then.\n");
    }

    @Test
    void says_which_jdks_are_too_old() throws Exception {
        // Given
        jdk("one", "17.0.15");
        jdk("two", "21.0.1");

        // When
        int exitCode = run("demo");

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(printed)
                .isEqualTo(
                        "Slipway needs a JDK 25 or later, and here is only 17 in %s, 21 in %s; install one, and set JAVA_HOME to it if it is not found then.\n"
                                .formatted(
                                        jdks.resolve("one").toRealPath(),
                                        jdks.resolve("two").toRealPath()));
    }

    @Test
    void takes_a_new_jdk_even_if_java_home_names_an_old_one() throws Exception {
        // Given
        jdk("old", "17.0.15");
        jdk("new", "25.0.1");
        built();

        // When
        int exitCode = run("status", "--data", "here");

        // Then
        assertThat(exitCode).isZero();
        assertThat(printed).contains("io.slipway.standalone.Main status --data here");
    }

    @Test
    void says_that_maven_is_missing_when_something_must_be_built() throws Exception {
        // Given
        jdk("new", "25.0.1");

        // When
        int exitCode = run("up");

        // Then
        assertThat(exitCode).isEqualTo(3);
        assertThat(printed)
                .isEqualTo(
                        "Slipway is built with Maven 3.8.6 or later, and there is no mvn on the PATH; install it (for example: apt-get install maven).\n");
    }

    @Test
    void shows_the_errors_of_a_build_that_fails() throws Exception {
        // Given
        jdk("new", "25.0.1");
        executable(
                programs.resolve("mvn"), "#!/bin/sh\necho '[INFO] Scanning'; echo '[ERROR] no space left'; exit 1\n");

        // When
        int exitCode = run("up");

        // Then
        assertThat(exitCode).isEqualTo(1);
        assertThat(printed)
                .contains("[ERROR] no space left\nThe build failed; ")
                .endsWith("target/build.log says more.\n")
                .doesNotContain("[INFO]");
    }

    @Test
    void builds_again_after_a_build_that_failed() throws Exception {
        // Given
        jdk("new", "25.0.1");
        executable(programs.resolve("mvn"), "#!/bin/sh\nexit 1\n");
        run("up");

        // When
        executable(programs.resolve("mvn"), "#!/bin/sh\nmkdir -p standalone/target/lib\n");
        int exitCode = run("up");

        // Then
        assertThat(exitCode).isZero();
        assertThat(printed).contains("io.slipway.standalone.Main up");
    }

    @Test
    void refuses_an_unknown_command_before_it_builds_anything() throws Exception {
        assertThat(run("fly")).isEqualTo(2);
        assertThat(printed).isEqualTo("./slipway knows no command fly; ./slipway --help shows them all.\n");
    }

    @Test
    void explains_itself_without_a_jdk() throws Exception {
        assertThat(run("--help")).isZero();
        assertThat(printed).startsWith("usage: ./slipway COMMAND [OPTION...]");
    }

    private void jdk(String name, String version) throws IOException {
        Path home = jdks.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\necho \"$@\"\n");
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    }

    private void built() throws IOException {
        Files.createDirectories(root.resolve("standalone/target/lib"));
        Files.createDirectories(root.resolve("target"));
        Files.createFile(root.resolve("target/built"));
    }

    private int run(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("./slipway").directory(root.toFile());
        builder.command().addAll(List.of(arguments));
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        if (Files.exists(jdks.resolve("old"))) {
            builder.environment().put("JAVA_HOME", jdks.resolve("old").toString());
        }
        Process process = builder.redirectErrorStream(true).start();
        printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }

    private static Path existing(String tool) {
        return List.of(Path.of("/bin", tool), Path.of("/usr/bin", tool)).stream()
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }

    private static void executable(Path file, String content) throws IOException {
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
