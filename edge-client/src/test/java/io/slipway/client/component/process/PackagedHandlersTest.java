package io.slipway.client.component.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.component.HandlerException;
import io.slipway.client.component.StagedComponent;
import io.slipway.client.fixture.StagedImages;
import io.slipway.client.fixture.TestTar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The scripts in {@code packaging/handlers} with what they do to files; K3s and Xen are programs that only note how they were called. */
class PackagedHandlersTest {

    @TempDir
    Path directory;

    private Path calls;
    private Path manifests;
    private Path guests;

    @BeforeEach
    void programs() throws IOException {
        calls = directory.resolve("calls");
        manifests = directory.resolve("server/manifests/slipway");
        guests = directory.resolve("guests");
        executable("tool", "echo \"$@\" >> '%s'; [ ! -e '%s' ]".formatted(calls, directory.resolve("ill")));
    }

    @Test
    void manifests_of_k3s_are_replaced_and_taken_back() throws Exception {
        // Given
        CommandHandler handler = handler("k3s-manifests");
        handler.activate(staged(1, manifests("one")));
        handler.keep("k3s");

        // When
        handler.activate(staged(2, manifests("two")));
        handler.activate(staged(2, manifests("two")));

        // Then
        assertThat(manifests.resolve("app.yaml")).hasContent("two");
        assertThat(directory.resolve("images/slipway-app.tar")).hasContent("image of two");
        assertThat(calls).content().contains("rollout status deployment");

        // When
        handler.undo(staged(2, manifests("two")));
        handler.undo(staged(2, manifests("two")));

        // Then
        assertThat(manifests.resolve("app.yaml")).hasContent("one");
        assertThat(manifests.resolveSibling("slipway.old")).doesNotExist();
    }

    @Test
    void workloads_that_do_not_become_ready_are_refused() throws Exception {
        // Given
        Files.createFile(directory.resolve("ill"));

        // Then
        assertThatThrownBy(() -> handler("k3s-manifests").activate(staged(1, manifests("one"))))
                .isInstanceOf(HandlerException.class);
    }

    @Test
    void a_guest_is_replaced_with_its_configuration_and_taken_back() throws Exception {
        // Given
        CommandHandler handler = handler("guest-vm");
        handler.activate(staged(1, guest("one")));
        handler.keep("guest");

        // When
        handler.activate(staged(2, guest("two")));

        // Then
        assertThat(guests.resolve("current/disk.qcow2")).hasContent("disk of two");
        assertThat(calls).content().contains("shutdown -w main").contains("create " + guests + "/current/domain.cfg");

        // When
        handler.undo(staged(2, guest("two")));
        handler.undo(staged(2, guest("two")));

        // Then
        assertThat(guests.resolve("current/disk.qcow2")).hasContent("disk of one");
        assertThat(guests.resolve("previous")).doesNotExist();
        assertThat(guests.resolve(id(2).toString())).doesNotExist();
    }

    @Test
    void the_guest_before_goes_when_the_new_one_is_kept() throws Exception {
        // Given
        CommandHandler handler = handler("guest-vm");
        handler.activate(staged(1, guest("one")));
        handler.keep("guest");

        // When
        handler.activate(staged(2, guest("two")));
        handler.keep("guest");

        // Then
        assertThat(guests.resolve(id(1).toString())).doesNotExist();
        assertThat(guests.resolve("current/disk.qcow2")).hasContent("disk of two");
    }

    private static byte[] manifests(String version) {
        return new TestTar()
                .file("manifests/app.yaml", 0644, version)
                .file("images/app.tar", 0644, "image of " + version)
                .bytes();
    }

    private static byte[] guest(String version) {
        return new TestTar()
                .file("disk.qcow2", 0600, "disk of " + version)
                .file("domain.cfg", 0644, "name = main")
                .bytes();
    }

    private CommandHandler handler(String script) throws IOException {
        Path tool = directory.resolve("tool");
        Path wrapper = executable(
                script,
                "export K3S_MANIFESTS='%s' K3S_IMAGES='%s' K3S_KUBECTL='%s' GUEST_DIRECTORY='%s' GUEST_XL='%s'; exec '%s' \"$1\""
                        .formatted(
                                manifests,
                                directory.resolve("images"),
                                tool,
                                guests,
                                tool,
                                Path.of("packaging/handlers", script).toAbsolutePath()));
        return new CommandHandler(wrapper, Duration.ofSeconds(30));
    }

    private Path executable(String name, String script) throws IOException {
        Path file = Files.writeString(directory.resolve(name), "#!/bin/sh\n" + script + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private StagedComponent staged(long deployment, byte[] image) throws IOException {
        Path file = Files.write(directory.resolve("next-" + deployment + ".img"), image);
        return StagedImages.staged("app", file, id(deployment), "app", "2");
    }

    private static UUID id(long deployment) {
        return new UUID(0, deployment);
    }
}
