package io.slipway.standalone.fleet.process;

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
import io.slipway.standalone.fleet.DeviceOrder;
import io.slipway.standalone.platform.Platform;

/** Makes virtual devices for a platform and keeps them running. Closing it takes their power away. Not thread-safe. */
public final class VirtualFleet implements AutoCloseable {

    private static final List<String> CLIENT_JVM =
            List.of("-Xmx64m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED");

    private final Platform platform;
    private final ClientProcess client;
    private final List<VirtualBoard> boards = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    /** Devices that run the client of this program's own class path. */
    public VirtualFleet(Platform platform) {
        this(platform, ClientProcess.onJava(CLIENT_JVM));
    }

    /** Devices that run {@code client}. */
    public VirtualFleet(Platform platform, ClientProcess client) {
        this.platform = platform;
        this.client = client;
    }

    /** Makes a device and switches it on; what happens to it stands in {@code console.log} of its directory. */
    public void switchOn(DeviceOrder order) throws IOException {
        BoardDirectory directory = manufacture(order);
        PrintStream console = new PrintStream(
                Files.newOutputStream(directory.path().resolve("console.log")), true, StandardCharsets.UTF_8);
        VirtualBoard board = new VirtualBoard(
                directory, client, PowerCuts.none(), event -> console.println(Instant.now() + " " + event));
        boards.add(board);
        threads.add(Thread.ofPlatform().name(order.deviceId()).start(board));
    }

    private BoardDirectory manufacture(DeviceOrder order) throws IOException {
        Path path = platform.data().devices().resolve(order.deviceId());
        BoardDirectory board =
                BoardDirectory.manufacture(path, order.release().image().file());
        KnownImages known = new KnownImages(board.knownImages());
        known.add(order.release().sha256(), order.release().title());
        for (DeviceOrder.Held held : order.later()) {
            known.add(held.sha256(), held.title());
        }
        Files.write(board.data().resolve("root.json"), order.root());
        Path token = board.data().resolve("enrolment-token");
        Files.createFile(token, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(token, order.token());
        try (Writer writer = Files.newBufferedWriter(board.clientSettings())) {
            settings(order).store(writer, null);
        }
        return board;
    }

    private Properties settings(DeviceOrder order) {
        Properties settings = new Properties();
        String authority = platform.pki().platformAuthority().toString();
        settings.setProperty("device.id", order.deviceId());
        settings.setProperty("device.type", order.deviceType());
        settings.setProperty("data", "data");
        settings.setProperty(
                "server.url", "https://localhost:" + platform.ports().devices());
        settings.setProperty("server.ca", authority);
        settings.setProperty("download.ca", authority);
        settings.setProperty("slots", order.component());
        settings.setProperty("slot." + order.component() + ".a", "slot-a.img");
        settings.setProperty("slot." + order.component() + ".b", "slot-b.img");
        settings.setProperty("boot.environment", "bootenv");
        settings.setProperty("factory.slot", "a");
        settings.setProperty("factory.name", order.release().name());
        settings.setProperty("factory.version", order.release().version());
        String factory = "factory." + order.component();
        settings.setProperty(factory + ".sha256", order.release().sha256());
        settings.setProperty(
                factory + ".length",
                Long.toString(order.release().image().content().length()));
        settings.setProperty("health.checks", "services");
        settings.setProperty("health.services.command", order.healthCheck());
        settings.setProperty("health.services.timeout", "30s");
        return settings;
    }

    /** Takes the power of all devices away and waits until they are off. */
    public void switchOff() {
        boards.forEach(VirtualBoard::switchOff);
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        boards.clear();
        threads.clear();
    }

    /** As {@link #switchOff}. */
    @Override
    public void close() {
        switchOff();
    }
}
