package io.slipway.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From the running platform on a stick to a device that never had a server, and back with the outcome. */
class LocalMediaTest {

    private static final int IMAGE_BYTES = 8 << 20;
    private static final int REBOOT_WANTED = 10;
    private static final int MINUTES = 15;

    @TempDir
    Path directory;

    @Test
    void a_stick_made_by_the_running_platform_updates_a_device_without_a_server() throws Exception {
        Path stick = directory.resolve("stick");
        try (SlipwayProcess platform = slipway(
                "demo", "--devices", "2", "--keep", "--from", image(1).toString(), "--to", image(2).toString())) {
            await().atMost(Duration.ofMinutes(MINUTES))
                    .until(() -> platform.said().contains("Slipway is up.")
                            || !platform.process().isAlive());
            assertThat(platform.process().isAlive()).as(platform::said).isTrue();

            // When
            assertThat(run(slipway(
                            "bundle",
                            "create",
                            "--name",
                            "debian",
                            "--version",
                            "2",
                            "--device-type",
                            "virtual-board",
                            stick.toString())))
                    .contains("of debian 2 is in ", "checked from the trusted root on");
        }
        Path device = manufacture();
        Path first = directory.resolve("first.log");
        Path second = directory.resolve("second.log");
        int installed = client(device, first, stick, "a");
        int committed = client(device, second, stick, "b");

        // Then
        assertThat(installed).as(() -> read(first)).isEqualTo(REBOOT_WANTED);
        assertThat(committed).as(() -> read(second)).isZero();
        assertThat(device.resolve("slot-b.img")).hasSameBinaryContentAs(directory.resolve("release-2.img"));
        assertThat(run(slipway("bundle", "report", stick.toString())))
                .containsPattern("lone-board +virtual-board +debian 2 +succeeded ");
    }

    /** A device as it leaves the factory: release 1 in slot a, the root of the platform, and no server. */
    private Path manufacture() throws IOException {
        Path fleet = directory.resolve("data/devices");
        Path device = Files.createDirectories(directory.resolve("lone-board"));
        Files.createDirectories(device.resolve("data"));
        Files.copy(directory.resolve("release-1.img"), device.resolve("slot-a.img"));
        Files.copy(fleet.resolve("board-2/bootenv"), device.resolve("bootenv")); // board-2 fell back to slot a
        Files.copy(fleet.resolve("board-2/data/root.json"), device.resolve("data/root.json"));
        Files.writeString(device.resolve("client.properties"), """
                device.id=lone-board
                device.type=virtual-board
                data=data
                slot.rootfs.a=slot-a.img
                slot.rootfs.b=slot-b.img
                boot.environment=bootenv
                """);
        return device;
    }

    private static int client(Path device, Path log, Path stick, String slot) throws Exception {
        try (SlipwayProcess client = SlipwayProcess.client(
                log,
                List.of(
                        "install-bundle",
                        stick.toString(),
                        "--config",
                        device.resolve("client.properties").toString(),
                        "--booted-slot",
                        slot))) {
            return client.exitCode(MINUTES);
        }
    }

    private SlipwayProcess slipway(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        if (!all.contains("report")) {
            all.addAll(List.of("--data", directory.resolve("data").toString(), "--port-offset", "18000"));
        }
        return SlipwayProcess.slipway(Files.createTempFile(directory, "slipway-", ".log"), Map.of(), all);
    }

    private static String run(SlipwayProcess process) throws Exception {
        try (process) {
            assertThat(process.exitCode(MINUTES)).as(process::said).isZero();
            return process.said();
        }
    }

    private Path image(int release) throws IOException {
        byte[] content = new byte[IMAGE_BYTES];
        new Random(release).nextBytes(content);
        return Files.write(directory.resolve("release-" + release + ".img"), content);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no output: " + e;
        }
    }
}
