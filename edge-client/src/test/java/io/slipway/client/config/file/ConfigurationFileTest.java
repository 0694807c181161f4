package io.slipway.client.config.file;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.client.component.ComponentSettings;
import io.slipway.client.component.ComponentSettings.How;
import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.Channel;
import io.slipway.client.config.Configuration.Consideration;
import io.slipway.client.config.Configuration.DeviceKey;
import io.slipway.client.config.Configuration.Factory;
import io.slipway.client.config.Configuration.SlotAccess;
import io.slipway.client.config.Configuration.SlotGroup;
import io.slipway.client.config.Configuration.Storage;
import io.slipway.client.config.Configuration.Verity;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.consent.LocalConsent;
import io.slipway.client.consent.Occasion;
import io.slipway.client.health.Amount;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Pace;
import io.slipway.client.health.Probe;
import io.slipway.client.media.BundleTime;
import io.slipway.client.notification.SocketPlace;
import io.slipway.client.slot.SlotAddress.File;
import io.slipway.client.slot.SlotAddress.Luks;
import io.slipway.client.slot.SlotAddress.Node;
import io.slipway.client.slot.SlotAddress.PartitionLabel;
import io.slipway.client.slot.SlotAddress.PartitionUuid;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.luks.LuksKey;
import io.slipway.client.watchdog.FeedWatchdog;

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
        assertThat(configuration.storage().factory()).isEqualTo(new Factory(SlotName.A, "", "", Map.of(), Map.of()));
        assertThat(configuration.storage().components()).containsExactly("rootfs");
        assertThat(configuration.storage().access())
                .isEqualTo(new SlotAccess(2, true, Optional.empty(), "cryptsetup", Optional.empty()));
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
        assertThat(configuration.healthChecks().getFirst())
                .isEqualTo(new HealthCheck("net", "ping -c1 gateway", Duration.ofSeconds(5)));
        assertThat(configuration.soak()).isZero();
    }

    @Test
    void reads_health_checks_of_every_type() throws IOException, ConfigurationException {
        // When
        Configuration configuration = read(MINIMAL + """
                health.checks = app, system, web, port, gateway, memory, disk, settled
                health.deadline = 5m
                health.interval = 3s
                health.soak = 2m
                health.app.type = systemd
                health.app.unit = app.service
                health.app.deadline = 90s
                health.app.interval = 1s
                health.system.type = systemd
                health.system.system = running, degraded
                health.web.type = http
                health.web.url = https://localhost:8443/health
                health.web.ca = local.pem
                health.web.status = 204
                health.web.contains = ok
                health.port.type = tcp
                health.port.address = [::1]:22
                health.gateway.type = server
                health.memory.type = memory
                health.memory.free = 10%
                health.disk.type = disk
                health.disk.path = /data
                health.disk.free = 1048576
                health.settled.type = uptime
                health.settled.least = 4m
                """);

        // Then
        assertThat(configuration.healthChecks())
                .extracting(HealthCheck::probe)
                .containsExactly(
                        new Probe.Unit("app.service"),
                        new Probe.System(Set.of("running", "degraded")),
                        new Probe.Http(
                                URI.create("https://localhost:8443/health"),
                                List.of(directory.resolve("local.pem")),
                                204,
                                "ok"),
                        new Probe.Tcp("[::1]", 22),
                        new Probe.Server(),
                        new Probe.Memory(new Amount.Percent(10)),
                        new Probe.Disk(Path.of("/data"), new Amount.Bytes(1_048_576)),
                        new Probe.UpTime(Duration.ofMinutes(4)));
        assertThat(configuration.healthChecks().getFirst().pace())
                .isEqualTo(new Pace(Duration.ofSeconds(60), Duration.ofSeconds(90), Duration.ofSeconds(1)));
        assertThat(configuration.healthChecks().getLast().pace())
                .isEqualTo(new Pace(Duration.ofSeconds(60), Duration.ofMinutes(5), Duration.ofSeconds(3)));
        assertThat(configuration.soak()).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void reads_how_components_without_slots_are_brought_into_use() throws IOException, ConfigurationException {
        // When
        List<ComponentSettings> handled = read(MINIMAL + """
                handlers = modem, files, app
                handler.modem.executable = /opt/modem
                handler.files.type = files
                handler.files.target = /srv
                handler.files.exclude = *.key
                handler.files.capacity = 4711
                handler.app.type = compose
                handler.app.engine = docker
                handler.app.timeout = 90s
                """).storage().handled();

        // Then
        assertThat(handled)
                .containsExactly(
                        new ComponentSettings(
                                "modem", 1L << 40, new How.Command(Path.of("/opt/modem"), Duration.ofMinutes(5))),
                        new ComponentSettings(
                                "files", 4711, new How.Files(Path.of("/srv"), List.of("**"), List.of("*.key"), false)),
                        new ComponentSettings(
                                "app",
                                1L << 40,
                                new How.Compose(
                                        How.Engine.DOCKER,
                                        List.of("docker"),
                                        List.of("docker", "compose"),
                                        Duration.ofSeconds(90))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type=ping                     | expected one of [command, systemd,",
                "timeout=2h                    | expected at most 1h",
                "deadline=48h                  | expected at most 24h",
                "interval=0s                   | expected a time such as",
                "type=systemd                  | Setting health.x.unit is missing",
                "type=systemd;system=fine      | expected states of systemctl is-system-running",
                "type=systemd;system=running;unit=a | and no health.x.unit",
                "type=http;url=ftp://host/     | expected an address such as http://localhost:8080/health",
                "type=http;url=http://h/;status=99 | expected a number from 100 to 599",
                "type=tcp;address=localhost    | expected a host and a port",
                "type=tcp;address=h:65536      | expected a host and a port",
                "type=memory;free=101%         | expected bytes, such as 33554432, or a part",
                "type=disk;free=1              | Setting health.x.path is missing",
                "type=uptime;least=5m;deadline=5m | expected less than the check's deadline",
                "type=tcp;address=h:1;unit=a   | Setting health.x.unit in",
            })
    void names_the_setting_of_a_check_that_makes_no_sense(String lines, String message) {
        String settings = "health.checks=x\nhealth.x." + lines.strip().replace(";", "\nhealth.x.");
        assertThatThrownBy(() -> read(MINIMAL + settings + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void leaves_the_machines_other_programs_alone_unless_told() throws IOException, ConfigurationException {
        // When
        Configuration.Local local = read(MINIMAL).local();

        // Then
        assertThat(local.watchdog()).isEmpty();
        assertThat(local.notification().file()).isEmpty();
        assertThat(local.notification().socket()).isEmpty();
        assertThat(local.consent().required()).isEmpty();
        assertThat(local.hooks()).isEmpty();
    }

    @Test
    void reads_what_it_has_to_do_with_other_programs() throws IOException, ConfigurationException {
        // When
        Configuration.Local local = read(MINIMAL + """
                        watchdog.device = /dev/watchdog
                        watchdog.interval = 10s
                        watchdog.after-commit = keep
                        notification.file = /run/slipway/state.json
                        notification.socket = /run/slipway/events.sock
                        notification.socket-mode = 0606
                        notification.socket-group = apps
                        consent.required = install, reboot
                        consent.deadline = never
                        hooks.directory = hooks
                        hooks.timeout = 5m
                        """).local();

        // Then
        assertThat(local.watchdog())
                .contains(new Configuration.Guard(
                        Path.of("/dev/watchdog"), new FeedWatchdog.Settings(Duration.ofSeconds(10), true)));
        assertThat(local.notification().file()).contains(Path.of("/run/slipway/state.json"));
        assertThat(local.notification().socket())
                .contains(new SocketPlace(
                        Path.of("/run/slipway/events.sock"), PosixFilePermissions.fromString("rw----rw-"), "apps"));
        assertThat(local.consent())
                .isEqualTo(new LocalConsent.Settings(Set.of(Occasion.INSTALL, Occasion.REBOOT), Optional.empty()));
        assertThat(local.hooks()).contains(directory.resolve("hooks"));
        assertThat(local.hookTimeout()).isEqualTo(Duration.ofMinutes(5));
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
        Storage storage = read(MINIMAL + """
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
        assertThat(storage.groups().getLast().b()).isEqualTo(new Node(Path.of("/dev/kernel-b")));
        assertThat(storage.factory().slot()).isEqualTo(SlotName.B);
        assertThat(storage.factory().images()).containsOnlyKeys("kernel");
        assertThat(storage.factory().images().get("kernel").length()).isEqualTo(4711);
    }

    @Test
    void reads_how_slots_are_reached() throws IOException, ConfigurationException {
        // When
        Storage storage = read(MINIMAL + """
                slots = rootfs,kernel,data,logs
                slot.rootfs.a = luks:PARTLABEL=rootfs-a
                slot.rootfs.verity = tail
                slot.kernel.a = /dev/mmcblk0boot0
                slot.kernel.b = PARTUUID=1A2B3C4D-02
                slot.kernel.verity = device
                slot.kernel.verity.a = /dev/sda5
                slot.kernel.verity.b = /dev/sda6
                slot.data.a = a
                slot.data.b = b
                slot.data.verity = image
                slot.logs.a = c
                slot.logs.b = file:/dev/shm/d
                slot.logs.verity = image
                slot.logs.verity.offset = 8192
                luks.key = command
                luks.key.command = tpm2_unseal -c 0x81000001
                verity.roots = /boot
                slots.witnesses = 3
                slots.read-back = cache
                """).storage();

        // Then
        assertThat(storage.groups())
                .containsExactly(
                        new SlotGroup(
                                "rootfs",
                                new Luks(new PartitionLabel("rootfs-a")),
                                new Node(directory.resolve("slot-b.img")),
                                1L << 40,
                                new Verity.Tail()),
                        new SlotGroup(
                                "kernel",
                                new Node(Path.of("/dev/mmcblk0boot0")),
                                new PartitionUuid("1a2b3c4d-02"),
                                1L << 40,
                                new Verity.Device(new Node(Path.of("/dev/sda5")), new Node(Path.of("/dev/sda6")))),
                        new SlotGroup(
                                "data",
                                new Node(directory.resolve("a")),
                                new Node(directory.resolve("b")),
                                1L << 40,
                                new Verity.Image(OptionalLong.empty())),
                        new SlotGroup(
                                "logs",
                                new Node(directory.resolve("c")),
                                new File(Path.of("/dev/shm/d")),
                                1L << 40,
                                new Verity.Image(OptionalLong.of(8192))));
        assertThat(storage.access())
                .isEqualTo(new SlotAccess(
                        3,
                        false,
                        Optional.of(new LuksKey.KeyCommand("tpm2_unseal -c 0x81000001")),
                        "cryptsetup",
                        Optional.of(Path.of("/boot"))));
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
                "health.checks=a,a             | expected at most 64 different names",
                "health.checks=a/b             | expected at most 64 different names",
                "download.bytes-per-second=-1  | expected a number from 0",
                "download.bytes-per-second=1M  | expected a number from 0",
                "download.bytes-per-second=100 | expected 0 for no limit, or at least 1024",
                "media.time=stick              | expected one of [system, bundle]",
                "identity.key=pkcs11           | Setting identity.pkcs11.library is missing",
                "install.nice=20               | expected a number from 0 to 19",
                "factory.rootfs.sha256=abc     | expected 64 lower-case hexadecimal digits",
                "slots=rootfs,rootfs           | expected at most 32 names of components, each once",
                "wipe.directories=/            | expected directories outside of",
                "handlers=rootfs               | each once and none of 'slots'",
                "handlers=../app               | expected names of lower-case letters",
                "handlers=app                  | Setting handler.app.executable is missing",
                "slots=rootfs,kernel           | Setting slot.kernel.a is missing",
                "slot.rootfs.a=UUID=12-34      | names a filesystem, which every update replaces",
                "slot.rootfs.a=luks:/dev/sda2  | Setting luks.key.file is missing",
                "slots.witnesses=1             | expected a number from 2 to 3",
                "slots.read-back=twice         | expected one of [medium, cache]",
                "slot.rootfs.verity=yes        | expected one of [none, tail, device, image]",
                "slot.rootfs.verity=device     | Setting slot.rootfs.verity.a is missing",
                "slot.rootfs.verity=tail       | Setting verity.roots is missing",
                "watchdog.interval=6m          | expected at most 5m",
                "watchdog.after-commit=bite    | expected one of [release, keep]",
                "notification.socket-mode=999  | expected three octal digits",
                "consent.required=reboot       | Setting consent.required needs notification.socket",
                "consent.required=never,reboot | expected never, or install, reboot or both",
                "consent.required=perhaps      | expected never, or install, reboot or both",
                "consent.deadline=soon         | expected a time such as",
                "hooks.timeout=2h              | expected at most 1h",
            })
    void names_the_setting_that_makes_no_sense(String line, String message) {
        assertThatThrownBy(() -> read(MINIMAL + line + "\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
    }

    @Test
    void refuses_hash_trees_inside_luks_volumes() {
        assertThatThrownBy(() -> read(MINIMAL + """
                        slot.rootfs.verity = device
                        slot.rootfs.verity.a = luks:/dev/sda5
                        """))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("slot.rootfs.verity.a")
                .hasMessageContaining("expected a device without LUKS");
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
