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
import io.slipway.client.fixture.OverlayScript;
import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestDevice;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestRepository.Release;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;

/** A device whose /etc is a layer on the data partition, which a new version migrates. */
class OverlayUpdateTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");

    @TempDir
    Path directory;

    private TestServers servers;
    private TestDevice device;
    private OverlayScript script;
    private Path config;

    @BeforeEach
    void start() throws Exception {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", "the first system".repeat(900).getBytes(StandardCharsets.UTF_8));
        Release two = repository.release("2", "the second system".repeat(900).getBytes(StandardCharsets.UTF_8));
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        servers.command = two.command(DEPLOYMENT);
        Path layers = directory.resolve("device/data/overlay");
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository)
                .set("overlay.directory", layers.toString())
                .set("migrations.directory", directory.resolve("migrations").toString());
        script = new OverlayScript(directory.resolve("script"), layers);
        config = layers.resolve("upper/etc/app.conf");
        script.boot("a");
        Files.writeString(config, "form=1");
        migration("001-of-the-factory", "touch '%s'".formatted(directory.resolve("never")));
        once(SlotName.A);
        migration(
                "002-second-form", "echo form=2 > '%s'; echo ran >> '%s'".formatted(config, directory.resolve("runs")));
        device.boot(((OnTrial) device.boot()).attempt());
        script.boot("b");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void data_is_migrated_once_when_a_new_version_is_tried() throws Exception {
        // When
        once(SlotName.B);

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(config).hasContent("form=2");
        assertThat(directory.resolve("runs")).hasContent("ran");
        assertThat(directory.resolve("never")).doesNotExist();
        assertThat(config.resolveSibling("../../../snapshot").normalize()).doesNotExist();
    }

    @Test
    void data_goes_back_with_a_version_that_is_not_healthy() throws Exception {
        // Given
        device.set("health.checks", "app").set("health.app.command", "false");

        // When
        int code = once(SlotName.B);
        script.boot("a");
        once(SlotName.A);

        // Then
        assertThat(code).isEqualTo(Main.REBOOT);
        assertThat(servers.states()).endsWith("rolled-back");
        assertThat(config).hasContent("form=1");
    }

    @Test
    void a_migration_that_fails_takes_the_update_back() throws Exception {
        // Given
        migration("002-second-form", "echo form=2 > '%s'; echo no such form; exit 1".formatted(config));

        // When
        once(SlotName.B);
        script.boot("a");
        once(SlotName.A);

        // Then
        assertThat(servers.reports())
                .anyMatch(r -> r.contains("migration 002-second-form ended with exit code 1: no such form"));
        assertThat(config).hasContent("form=1");
    }

    private void migration(String name, String script) throws IOException {
        Path file = Files.createDirectories(directory.resolve("migrations")).resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private int once(SlotName booted) throws IOException {
        return Main.run("once", "--config", device.settings().toString(), "--booted-slot", booted.text());
    }
}
