package io.slipway.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Factory reset and wiping of a device that was updated once, with a layer over /etc and a directory of data. */
class ResetTest {

    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final byte[] ONE = "the first system".repeat(900).getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "the second system".repeat(900).getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private TestServers servers;
    private TestDevice device;
    private OverlayScript script;
    private Path config;
    private Path data;

    @BeforeEach
    void start() throws Exception {
        TestAuthority gatewayAuthority = new TestAuthority("gateway");
        TestAuthority storeAuthority = new TestAuthority("store");
        TestRepository repository = new TestRepository(directory.resolve("repository"));
        Release one = repository.release("1", ONE);
        Release two = repository.release("2", TWO);
        servers = new TestServers(gatewayAuthority, storeAuthority, repository);
        Path layers = directory.resolve("device/overlay");
        data = Files.createDirectories(directory.resolve("device/app/deep")).getParent();
        device = new TestDevice(directory.resolve("device"), one)
                .connect(servers, gatewayAuthority, storeAuthority, repository)
                .set("overlay.directory", layers.toString())
                .set("wipe.directories", data.toString())
                .set("factory.rootfs.image", "factory.img");
        Files.write(directory.resolve("device/factory.img"), ONE);
        script = new OverlayScript(directory.resolve("script"), layers);
        config = layers.resolve("upper/etc/app.conf");
        script.boot("a");
        servers.command = two.command(DEPLOYMENT);
        client("once", SlotName.A);
        device.boot(((OnTrial) device.boot()).attempt());
        script.boot("b");
        client("once", SlotName.B);
        servers.command = "";
        Files.writeString(config, "of the user");
        Files.writeString(data.resolve("deep/file"), "of the user");
        Files.writeString(data.resolve("file"), "of the user");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void the_device_is_as_the_factory_left_it() throws Exception {
        // When
        assertThat(reset("factory-reset", "--yes")).isEqualTo(Main.REBOOT);
        script.boot("b");
        int armed = client("once", SlotName.B);

        // Then
        assertThat(armed).isEqualTo(Main.REBOOT);
        assertThat(config).hasContent("of the user");
        assertThat(device.slot(SlotName.A)).hasBinaryContent(ONE);

        // When
        device.boot(((OnTrial) device.boot()).attempt());
        script.boot("a");
        client("once", SlotName.A);
        script.boot("a");

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.A));
        assertThat(config).doesNotExist();
        assertThat(data).isEmptyDirectory();
        assertThat(device.data("reset")).doesNotExist();
        assertThat(device.data("identity/device.key")).exists();
        assertThat(servers.reports().getLast()).contains("\"version\":\"1\"").contains("\"bootedSlot\":\"a\"");
    }

    @Test
    void everything_stays_if_the_factory_system_does_not_boot() throws Exception {
        // Given
        reset("factory-reset", "--yes");
        script.boot("b");
        client("once", SlotName.B);

        // When
        device.boot(((OnTrial) device.boot()).attempt());
        script.boot("a");
        script.boot("b");
        client("once", SlotName.B);

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(config).hasContent("of the user");
        assertThat(data.resolve("file")).exists();
        assertThat(device.data("reset")).doesNotExist();
    }

    @Test
    void a_preserved_image_that_is_not_the_factorys_is_not_booted() throws Exception {
        // Given
        Files.write(directory.resolve("device/factory.img"), TWO);

        // When
        reset("factory-reset", "--yes");
        client("once", SlotName.B);

        // Then
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(data.resolve("file")).exists();
    }

    @Test
    void wiping_leaves_system_and_identity() throws Exception {
        // When
        reset("wipe-data", "--yes");
        script.boot("b");
        client("once", SlotName.B);

        // Then
        assertThat(config).doesNotExist();
        assertThat(data).isEmptyDirectory();
        assertThat(device.boot()).isEqualTo(new Settled(SlotName.B));
        assertThat(device.data("identity/device.key")).exists();
        assertThat(device.data("reset")).doesNotExist();
    }

    @Test
    void nothing_happens_without_a_yes() throws Exception {
        // Given
        InputStream terminal = System.in;
        System.setIn(new ByteArrayInputStream("no\n".getBytes(StandardCharsets.UTF_8)));
        try {
            // Then
            assertThat(reset("wipe-data")).isEqualTo(Main.FAILED);
            assertThat(device.data("reset")).doesNotExist();

            // When
            System.setIn(new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8)));

            // Then
            assertThat(reset("wipe-data")).isEqualTo(Main.REBOOT);
            assertThat(device.data("reset")).hasContent("wipe-data");
        } finally {
            System.setIn(terminal);
        }
    }

    private int reset(String action, String... yes) throws IOException {
        String settings = device.settings().toString();
        return yes.length == 0
                ? Main.run(action, "--config", settings)
                : Main.run(action, "--config", settings, "--yes");
    }

    private int client(String action, SlotName booted) throws IOException {
        return Main.run(action, "--config", device.settings().toString(), "--booted-slot", booted.text());
    }
}
