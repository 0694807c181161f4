package io.slipway.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.fixture.TestTar;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

/** A device with a tree of files and a modem besides its root filesystem. */
class HandledComponentsTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final byte[] ONE = "the first system".repeat(900).getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "the second system".repeat(900).getBytes(StandardCharsets.UTF_8);
    private static final byte[] MODEM = "firmware".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private TestRepository repository;
    private TestServers servers;
    private TestDevice device;
    private Release two;
    private Path tree;

    @BeforeEach
    void start() throws IOException {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", ONE);
        two = repository.release("2", TWO);
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository)
                .set("handlers", "files,modem")
                .set("handler.files.type", "files")
                .set("handler.files.target", "tree")
                .set("handler.files.include", "etc/**")
                .set("handler.modem.executable", "modem");
        tree = directory.resolve("device/tree");
        Files.createDirectories(tree.resolve("etc"));
        Files.writeString(tree.resolve("etc/app.conf"), "one");
        Files.writeString(tree.resolve("serial"), "4711");
        modem("[ \"$1\" = keep ] || cp \"$(sed 's/.*\"image\":\"\\([^\"]*\\)\".*/\\1/')\" '%s'"
                .formatted(directory.resolve("modem-runs")));
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void files_are_updated_where_the_device_runs() throws Exception {
        // Given
        servers.command = onlyFiles().command(DEPLOYMENT);

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(servers.states()).endsWith("succeeded");
        assertThat(tree.resolve("etc/app.conf")).hasContent("two");
        assertThat(tree.resolve("serial")).hasContent("4711");
        assertThat(tree.resolve(".slipway-files")).doesNotExist();
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
    }

    @Test
    void files_are_taken_back_when_a_health_check_fails() throws Exception {
        // Given
        servers.command = onlyFiles().command(DEPLOYMENT);
        device.set("health.checks", "app").set("health.app.command", "grep -q one " + tree.resolve("etc/app.conf"));

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(servers.states()).endsWith("rolled-back");
        assertThat(tree.resolve("etc/app.conf")).hasContent("one");
    }

    @Test
    void everything_is_tried_and_committed_together() throws Exception {
        // Given
        servers.command = together();

        // When
        once(SlotName.A);

        // Then
        assertThat(tree.resolve("etc/app.conf")).hasContent("one");
        assertThat(directory.resolve("modem-runs")).doesNotExist();

        // When
        device.boot(((OnTrial) device.boot()).attempt());
        once(SlotName.B);

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(tree.resolve("etc/app.conf")).hasContent("two");
        assertThat(directory.resolve("modem-runs")).hasBinaryContent(MODEM);
    }

    @Test
    void what_one_handler_refuses_takes_everything_back() throws Exception {
        // Given
        modem("[ \"$1\" != activate ] || { echo no carrier; exit 1; }");
        servers.command = together();
        once(SlotName.A);

        // When
        device.boot(((OnTrial) device.boot()).attempt());
        int code = once(SlotName.B);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(tree.resolve("etc/app.conf")).hasContent("one");

        // When
        once(SlotName.A);

        // Then
        assertThat(servers.reports())
                .anyMatch(r -> r.contains("\"code\":\"activation-failed\"") && r.contains("no carrier"));
    }

    @Test
    void a_new_bootloader_is_made_active_once_the_update_is_committed() throws Exception {
        // Given
        haveBootloader();
        Release release = new Release(UUID.randomUUID(), "3", "rootfs", TWO, two.payload());
        servers.command = repository.component(release, "bootloader", MODEM).command(DEPLOYMENT);

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.OK);
        assertThat(servers.states()).endsWith("succeeded");
        assertThat(Files.readString(directory.resolve("selected"))).isEqualTo("b");
        assertThat(Files.readAllBytes(directory.resolve("device/boot1"))).startsWith(MODEM);
        assertThat(Files.readAllBytes(directory.resolve("device/boot0"))).containsOnly(0);
    }

    @Test
    void a_failed_update_leaves_the_bootloader_active_that_was() throws Exception {
        // Given
        haveBootloader();
        device.set("health.checks", "app").set("health.app.command", "false");
        Release release = new Release(UUID.randomUUID(), "3", "rootfs", TWO, two.payload());
        servers.command = repository.component(release, "bootloader", MODEM).command(DEPLOYMENT);

        // When
        int code = once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.FAILED);
        assertThat(servers.states()).endsWith("rolled-back");
        assertThat(Files.readString(directory.resolve("selected"))).isEqualTo("a");
        assertThat(Files.readAllBytes(directory.resolve("device/boot0"))).containsOnly(0);
    }

    /** Two copies in files, and a script in the place of the ROM's switch. */
    private void haveBootloader() throws IOException {
        Files.write(directory.resolve("device/boot0"), new byte[64 * 1024]);
        Files.write(directory.resolve("device/boot1"), new byte[64 * 1024]);
        Path selected = Files.writeString(directory.resolve("selected"), "a");
        Path script = Files.writeString(
                directory.resolve("device/select"),
                "#!/bin/sh\nif [ \"$1\" = get ]; then cat '%1$s'; else printf %%s \"$2\" >'%1$s'; fi\n"
                        .formatted(selected));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        device.set("handlers", "files,modem,bootloader")
                .set("handler.bootloader.type", "bootloader")
                .set("handler.bootloader.a", "boot0")
                .set("handler.bootloader.b", "boot1")
                .set("handler.bootloader.selection", "select");
    }

    private Release onlyFiles() throws IOException {
        Release release = new Release(UUID.randomUUID(), "3", "rootfs", TWO, two.payload());
        return repository.component(release, "files", archive());
    }

    private String together() throws IOException {
        return two.command(
                DEPLOYMENT, repository.component(two, "files", archive()), repository.component(two, "modem", MODEM));
    }

    private static byte[] archive() {
        return new TestTar()
                .file("etc/app.conf", 0644, "two")
                .file("serial", 0644, "0815")
                .bytes();
    }

    private void modem(String script) throws IOException {
        Path file = Files.writeString(directory.resolve("device/modem"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private int once(SlotName booted) throws IOException {
        return Main.run("once", "--config", device.settings().toString(), "--booted-slot", booted.text());
    }
}
