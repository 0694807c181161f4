package io.slipway.client.component.compose.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.component.compose.process.CommandLineEngine;
import io.slipway.client.fixture.StagedImages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Real containers of Podman. */
class ComposeHandlerTest {

    private static final String ENDLESS = """
            command: ["/bin/sh", "-c", "trap 'exit 0' TERM; while true; do /bin/sleep 0.2; done"]
            """;

    private static final String PROJECT = "slipway-test-app";

    @TempDir
    Path directory;

    private Podman podman;
    private AppVersions versions;
    private ComposeHandler handler;
    private Path archiveOne;
    private Path archiveTwo;
    private String one;
    private String two;

    @BeforeEach
    void start() throws Exception {
        podman = new Podman(directory.resolve("podman"));
        archiveOne = directory.resolve("one.tar");
        archiveTwo = directory.resolve("two.tar");
        one = podman.image("1", archiveOne);
        two = podman.image("2", archiveTwo);
        versions = new AppVersions(directory.resolve("apps"));
        handler = new ComposeHandler(
                versions,
                new CommandLineEngine(podman.settings(Duration.ofSeconds(60))),
                Duration.ofSeconds(60),
                Duration.ofMillis(200));
        handler.activate(staged(one, archiveOne, ENDLESS, 1));
        handler.keep(PROJECT);
    }

    @AfterEach
    void stop() throws Exception {
        podman.close();
    }

    @Test
    void another_version_replaces_the_containers_and_the_one_before_is_removed_when_it_is_kept() throws Exception {
        // Given
        assertThat(version()).isEqualTo("1");

        // When
        handler.activate(staged(two, archiveTwo, ENDLESS + "healthcheck:\n  test: /bin/true\n", 2));

        // Then
        assertThat(version()).isEqualTo("2");
        assertThat(images()).contains(one.substring(14), two.substring(14));

        // When
        handler.keep(PROJECT);

        // Then
        assertThat(version()).isEqualTo("2");
        assertThat(images()).doesNotContain(one.substring(14));
        assertThat(versions.others()).isEmpty();
        assertThat(versions.of(versions.current().orElseThrow()).resolve("config/app.conf"))
                .hasContent(two);
        assertThat(versions.of(versions.current().orElseThrow()).resolve("images"))
                .isEmptyDirectory();
    }

    @Test
    void a_version_that_is_not_healthy_is_refused_and_the_one_before_runs_again() throws Exception {
        // Given
        ComposeHandler impatient = new ComposeHandler(
                versions,
                new CommandLineEngine(podman.settings(Duration.ofSeconds(60))),
                Duration.ofSeconds(2),
                Duration.ofMillis(200));
        StagedComponent ill = staged(two, archiveTwo, ENDLESS + "healthcheck:\n  test: /bin/false\n", 2);

        // When
        assertThatThrownBy(() -> impatient.activate(ill))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("service web is running");
        handler.undo(ill);

        // Then
        assertThat(version()).isEqualTo("1");
        assertThat(images()).contains(one.substring(14)).doesNotContain(two.substring(14));
        assertThat(versions.others()).isEmpty();
    }

    @Test
    void a_version_that_ends_at_once_is_refused() throws Exception {
        // Given
        ComposeHandler impatient = new ComposeHandler(
                versions,
                new CommandLineEngine(podman.settings(Duration.ofSeconds(60))),
                Duration.ofSeconds(2),
                Duration.ofMillis(200));

        // Then
        assertThatThrownBy(() -> impatient.activate(staged(two, archiveTwo, "command: [\"/bin/false\"]\n", 2)))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("service web is exited");
    }

    @Test
    void an_archive_of_another_image_than_the_digest_says_is_refused() throws Exception {
        // Given
        StagedComponent wrong = staged(two, archiveOne, ENDLESS, 2);

        // When
        assertThatThrownBy(() -> handler.activate(wrong))
                .isInstanceOf(HandlerException.class)
                .hasMessageContaining("the engine does not have " + two);
        handler.undo(wrong);

        // Then
        assertThat(version()).isEqualTo("1");
    }

    private String version() throws IOException, InterruptedException {
        String container = podman.podman("ps", "--quiet");
        return podman.podman("exec", container, "/bin/busybox", "cat", "/bin/version");
    }

    private String images() throws IOException, InterruptedException {
        return podman.podman("images", "--all", "--digests", "--format", "{{.Digest}}");
    }

    private StagedComponent staged(String image, Path archive, String settings, long deployment) throws IOException {
        Path file = Files.write(
                directory.resolve("next-" + deployment + ".img"),
                AppImage.of(image, Files.readAllBytes(archive), settings));
        return StagedImages.staged(PROJECT, file, new UUID(0, deployment), "app", Long.toString(deployment));
    }
}
