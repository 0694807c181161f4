package io.slipway.standalone.demo.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

import io.slipway.standalone.board.BoardDirectory;
import io.slipway.standalone.board.KnownImages;
import io.slipway.standalone.board.PowerCuts;
import io.slipway.standalone.board.VirtualBoard;
import io.slipway.standalone.board.process.ClientProcess;
import io.slipway.standalone.demo.DemoPlan;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.platform.Platform;

/** The virtual devices of the demonstration: made in a factory with release 1, and switched on. Closing it takes their power away. */
final class DemoFleet implements AutoCloseable {

    private static final List<String> CLIENT_JVM =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private final DemoPlan plan;
    private final Platform platform;
    private final List<VirtualBoard> boards = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    DemoFleet(DemoPlan plan, Platform platform) {
        this.plan = plan;
        this.platform = platform;
    }

    /**
     * What the factory puts into each device.
     *
     * @param before image in its first slot
     * @param after image that its bootloader will accept, too
     * @param root of the signed metadata
     * @param token with which it enrols
     */
    record Factory(Image before, Image after, byte[] root, String token) {}

    /** Makes all devices and switches them on. */
    void switchOn(Factory factory) throws IOException {
        for (String deviceId : plan.deviceIds()) {
            BoardDirectory directory = manufacture(deviceId, factory);
            PrintStream console = new PrintStream(
                    Files.newOutputStream(directory.path().resolve("console.log")), true, StandardCharsets.UTF_8);
            VirtualBoard board = new VirtualBoard(
                    directory,
                    ClientProcess.onJava(CLIENT_JVM),
                    PowerCuts.none(),
                    event -> console.println(Instant.now() + " " + event));
            boards.add(board);
            threads.add(Thread.ofPlatform().name(deviceId).start(board));
        }
    }

    private BoardDirectory manufacture(String deviceId, Factory factory) throws IOException {
        Path path = platform.data().devices().resolve(deviceId);
        BoardDirectory board = BoardDirectory.manufacture(path, factory.before().file());
        KnownImages known = new KnownImages(board.knownImages());
        known.add(digest(factory.before()), DemoPlan.RELEASE + " " + DemoPlan.BEFORE);
        known.add(digest(factory.after()), DemoPlan.RELEASE + " " + DemoPlan.AFTER);
        Files.write(board.data().resolve("root.json"), factory.root());
        Path token = board.data().resolve("enrolment-token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, factory.token());
        try (Writer writer = Files.newBufferedWriter(board.clientSettings())) {
            settings(deviceId, factory).store(writer, null);
        }
        return board;
    }

    private Properties settings(String deviceId, Factory factory) {
        Properties settings = new Properties();
        String authority = platform.pki().platformAuthority().toString();
        settings.setProperty("device.id", deviceId);
        settings.setProperty("device.type", DemoPlan.DEVICE_TYPE);
        settings.setProperty("data", "data");
        settings.setProperty(
                "server.url", "https://localhost:" + platform.ports().devices());
        settings.setProperty("server.ca", authority);
        settings.setProperty("download.ca", authority);
        settings.setProperty("slot.a", "slot-a.img");
        settings.setProperty("slot.b", "slot-b.img");
        settings.setProperty("slot.component", DemoPlan.COMPONENT);
        settings.setProperty("boot.environment", "bootenv");
        settings.setProperty("factory.slot", "a");
        settings.setProperty("factory.name", DemoPlan.RELEASE);
        settings.setProperty("factory.version", DemoPlan.BEFORE);
        settings.setProperty("factory.sha256", digest(factory.before()));
        settings.setProperty("health.checks", "services");
        settings.setProperty("health.services.command", healthCheck(deviceId));
        settings.setProperty("health.services.timeout", "30s");
        return settings;
    }

    /** All devices but one are healthy whatever they run. */
    private String healthCheck(String deviceId) {
        return deviceId.equals(plan.sickDevice())
                ? "test \"$SLIPWAY_RELEASE_VERSION\" != " + DemoPlan.AFTER
                        + " || { echo the display driver does not answer; exit 1; }"
                : "true";
    }

    private static String digest(Image image) {
        return image.content().sha256().hex();
    }

    /** Takes the power of all devices away and waits until they are off. */
    @Override
    public void close() {
        boards.forEach(VirtualBoard::switchOff);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
