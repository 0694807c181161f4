package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;

import io.slipway.engines.process.Waiting;
import io.slipway.metadata.key.bouncycastle.Ed25519SigningKey;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.fleet.process.VirtualFleet;
import io.slipway.standalone.image.DebianImages;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.http.PublishRelease;
import io.slipway.standalone.operator.http.ServiceClient;
import io.slipway.standalone.platform.Platform;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.signing.OfflineKeys;

/** What all benchmarks work with: a running platform, keys, and images of 600 MiB that differ in one block, so that none is known from the run before. */
final class Workbench {

    static final String RELEASE = "bench";
    static final String DEVICE_TYPE = "bench-board";
    static final String COMPONENT = "rootfs";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Platform platform;
    private final VirtualFleet fleet;
    private final DebianImages.Images parts;
    private final int runs;
    private final OfflineKeys keys;
    private int imagesMade;

    Workbench(Platform platform, VirtualFleet fleet, DebianImages.Images parts, int runs) {
        this.platform = platform;
        this.fleet = fleet;
        this.parts = parts;
        this.runs = runs;
        SecureRandom random = new SecureRandom();
        this.keys = new OfflineKeys(Ed25519SigningKey.generate(random), Ed25519SigningKey.generate(random));
    }

    int runs() {
        return runs;
    }

    VirtualFleet fleet() {
        return fleet;
    }

    OfflineKeys keys() {
        return keys;
    }

    ServiceClient client(ServiceName service) {
        URI base = URI.create("http://127.0.0.1:" + platform.ports().api(service));
        return new ServiceClient(service.text(), base, platform.operatorPassword());
    }

    PublishRelease publisher() {
        return new PublishRelease(
                client(ServiceName.ARTIFACT),
                platform.data().keys().resolve("trusted"),
                Clock.systemUTC(),
                step -> System.out.println("- " + step));
    }

    /** A new image: both Debian images one after the other, with the number of the image in its first block. */
    Image newImage() throws IOException {
        imagesMade++;
        Path file = Files.createDirectories(platform.data().root().resolve("bench-images"))
                .resolve("image-" + imagesMade + ".img");
        try (OutputStream out = Files.newOutputStream(file)) {
            Files.copy(parts.from(), out);
            Files.copy(parts.to(), out);
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(imagesMade).flip(), 0);
            channel.force(true);
        }
        return Image.of(file);
    }

    PublishedRelease publish(String version, Image image) throws IOException {
        return publisher()
                .publish(keys, new PublishRelease.Wish(RELEASE, version, DEVICE_TYPE, Map.of(COMPONENT, image)));
    }

    /** Blocks until the condition holds. */
    void await(String what, BooleanSupplier condition) {
        if (!Waiting.until(PATIENCE, BETWEEN_LOOKS, condition)) {
            throw new StandaloneException(
                    "The benchmark stops: " + what + " within " + PATIENCE.toMinutes() + " minutes.");
        }
    }
}
