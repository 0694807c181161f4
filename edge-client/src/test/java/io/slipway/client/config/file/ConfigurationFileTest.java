package io.slipway.client.config.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.Channel;
import io.slipway.client.config.Configuration.Consideration;
import io.slipway.client.config.Configuration.DeviceKey;
import io.slipway.client.config.Configuration.Factory;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.media.BundleTime;
import io.slipway.client.slot.SlotName;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConfigurationFileTest {

    static final String WITHOUT_BOOTLOADER = """
            device.id=board-1
            device.type=virtual-board
            data=data
            server.url=https://gateway:8444
            slot.rootfs.a=slot-a.img
            slot.rootfs.b=slot-b.img
            """;
    private static final String MINIMAL = WITHOUT_BOOTLOADER + "boot.environment=bootenv\n";

    @TempDir
    Path directory;

    @Test
    void fills_in_safe_defaults() throws IOException, ConfigurationException {
        // When
        Configuration configuration = read(MINIMAL);

        // Then
        assertThat(configuration.data()).isEqualTo(directory.resolve("data"));
        assertThat(configuration.trustedRoot()).isEqualTo(directory.resolve("data/root.json"));
        assertThat(configuration.server().orElseThrow().channel()).isEqualTo(Channel.MQTT);
        assertThat(configuration.download().plainHttp()).isFalse();
        assertThat(configuration.boot().trialLimit()).isEqualTo(3);
        assertThat(configuration.healthChecks()).isEmpty();
        assertThat(configuration.storage().factory()).isEqualTo(new Factory(SlotName.A, "", "", Map.of()));
        assertThat(configuration.storage().components()).containsExactly("rootfs");
    }

    @Test
    void takes_a_device_without_a_server() throws IOException, ConfigurationException {
        // When
        Configuration configuration = read(MINIMAL.replaceAll("server.url=.*\n", "link=https\n"));

        // Then
        assertThat(configuration.server()).isEmpty();
        assertThat(configuration.mediaTime()).isEqualTo(BundleTime.Source.SYSTEM);
        assertThat(configuration.deviceKey()).isEqualTo(new DeviceKey.InFile());
    }

    @Test
    void lays_what_the_device_was_provisioned_with_over_the_file() throws IOException, ConfigurationException {
        // Given
        Files.createDirectories(directory.resolve("data"));
        Files.writeString(directory.resolve("data/provisioned.properties"), "device.id=board-7\n");

        // When
        Configuration configuration = read(MINIMAL);

        // Then
        assertThat(configuration.device().id()).isEqualTo("board-7");
        assertThat(configuration.device().type()).isEqualTo("virtual-board");
    }

    @Test
    void reads_health_checks_in_their_order() throws IOException, ConfigurationException {
        // When
        Configuration configuration = read(MINIMAL + """
                health.checks = net, app
                health.net.command = ping -c1 gateway
                health.net.timeout = 5s
                health.app.command = systemctl is-active app
                """);

        // Then
        assertThat(configuration.healthChecks()).extracting(c -> c.name()).containsExactly("net", "app");
        assertThat(configuration.healthChecks().getFirst().timeout()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void limits_downloads_and_priority_only_when_told_to() throws IOException, ConfigurationException {
        // When
        Consideration usual = read(MINIMAL).download().consideration();
        Consideration none =
                read(MINIMAL + "download.bytes-per-second=0\n").download().consideration();
        Consideration told = read(MINIMAL + "download.bytes-per-second=250000\ninstall.nice=10\n")
                .download()
                .consideration();

        // Then
        assertThat(usual).isEqualTo(new Consideration(OptionalLong.empty(), 0));
        assertThat(none).isEqualTo(usual);
        assertThat(told).isEqualTo(new Consideration(OptionalLong.of(250_000), 10));
    }

    @Test
    void reads_the_slots_of_each_component() throws IOException, ConfigurationException {
        // When
        Configuration.Storage storage = read(MINIMAL + """
                slots = rootfs, kernel
                slot.kernel.a = /dev/kernel-a
                slot.kernel.b = /dev/kernel-b
                factory.slot = b
                factory.name = debian
                factory.version = 12
                factory.kernel.sha256 = 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff
                factory.kernel.length = 4711
                """).storage();

        // Then
        assertThat(storage.components()).containsExactly("rootfs", "kernel");
        assertThat(storage.groups().getLast().b()).isEqualTo(Path.of("/dev/kernel-b"));
        assertThat(storage.factory().slot()).isEqualTo(SlotName.B);
        assertThat(storage.factory().images()).containsOnlyKeys("kernel");
        assertThat(storage.factory().images().get("kernel").length()).isEqualTo(4711);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device.id=a/b                 | Setting device.id",
                "device.id=                    | Setting device.id is missing",
                "server.url=http://gateway     | expected an address such as https://gateway:8444",
                "link=pigeon                   | expected one of [mqtt, https]",
                "boot.limit=0                  | expected a number from 1 to 100",
                "poll.interval=soon            | expected a time such as 500ms, 30s, 5m or 1h",
                "devcie.type=x                 | Setting devcie.type in",
                "health.checks=net             | Setting health.net.command is missing",
                "download.bytes-per-second=-1  | expected a number from 0",
                "download.bytes-per-second=1M  | expected a number from 0",
                "download.bytes-per-second=100 | expected 0 for no limit, or at least 1024",
                "media.time=stick              | expected one of [system, bundle]",
                "identity.key=pkcs11           | Setting identity.pkcs11.library is missing",
                "install.nice=20               | expected a number from 0 to 19",
                "factory.rootfs.sha256=abc     | expected 64 lower-case hexadecimal digits",
                "slots=rootfs,rootfs           | expected at most 32 names of components, each once",
                "slots=rootfs,kernel           | Setting slot.kernel.a is missing",
            })
    void names_the_setting_that_makes_no_sense(String line, String message) {
        assertThatThrownBy(() -> read(MINIMAL + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void says_that_there_is_no_file() {
        assertThatThrownBy(() -> ConfigurationFile.read(directory.resolve("none")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("Cannot read the configuration");
    }

    private Configuration read(String text) throws IOException, ConfigurationException {
        return ConfigurationFile.read(Files.writeString(directory.resolve("client.properties"), text));
    }
}
