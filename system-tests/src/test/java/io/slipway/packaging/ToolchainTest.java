package io.slipway.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** What edge-client/native/toolchain.sh says where it cannot do its work. */
class ToolchainTest {

    private static final Path SCRIPT =
            Path.of(System.getProperty("slipway.root")).resolve("edge-client/native/toolchain.sh");

    @TempDir
    Path directory;

    private Path programs;
    private Path jdk;
    private String printed = "";

    @BeforeEach
    void makeMachine() throws IOException {
        programs = Files.createDirectory(directory.resolve("bin"));
        for (String program : new String[] {
            "sh",
            "dirname",
            "cat",
            "cut",
            "sed",
            "uname",
            "sha256sum",
            "mkdir",
            "rm",
            "head",
            "grep",
            "find",
            "wc",
            "flock",
            "touch"
        }) {
            program(program, "exec /usr/bin/" + program + " \"$@\"");
        }
        for (String program : new String[] {"gcc", "ar", "tar", "xz", "mvn"}) {
            program(program, "exit 0");
        }
        jdk = Files.createDirectories(directory.resolve("jdk"));
        release("25.0.3+9-LTS");
    }

    @Test
    void names_the_debian_packages_that_are_missing() throws Exception {
        // Given
        Files.delete(programs.resolve("gcc"));
        Files.delete(programs.resolve("xz"));

        // Then
        assertThat(run()).isEqualTo(3);
        assertThat(printed)
                .isEqualTo(
                        "The native toolchain cannot be made here: programs or headers are missing; this brings them: apt-get install gcc xz-utils libc6-dev zlib1g-dev\n");
    }

    @Test
    void names_the_package_of_a_header_that_is_missing() throws Exception {
        // Given
        program("gcc", "! grep -q zlib.h");

        // Then
        assertThat(run()).isEqualTo(3);
        assertThat(printed).endsWith("this brings them: apt-get install zlib1g-dev\n");
    }

    @Test
    void refuses_a_jdk_that_does_not_say_its_version() throws Exception {
        // Given
        release("mine");

        // Then
        assertThat(run()).isEqualTo(1);
        assertThat(printed)
                .isEqualTo("The native toolchain cannot be made here: the file " + jdk
                        + "/release does not say which version that JDK has.\n");
    }

    @Test
    void refuses_other_jars_than_those_it_knows_and_asks_for_them_again_next_time() throws Exception {
        // Given: Maven brings nothing, or something else
        program(
                "mvn",
                "for word; do case $word in -DoutputDirectory=*) mkdir -p \"${word#*=}\" && : >\"${word#*=}/svm-25.0.2.jar\" ;; esac; done");

        // Then
        for (int time = 1; time <= 2; time++) {
            assertThat(run()).isEqualTo(1);
            assertThat(printed).startsWith("- fetching the builder").contains("are not those of builder/jars.sha256.");
        }
    }

    private void release(String version) throws IOException {
        Files.writeString(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"" + version + "\"\n");
    }

    private void program(String name, String body) throws IOException {
        Path file = programs.resolve(name);
        Files.deleteIfExists(file);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private int run() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("sh", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("PATH", programs.toString());
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().put("HOME", directory.toString());
        Process process = builder.start();
        process.getOutputStream().close();
        printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor();
    }
}
