package io.slipway.standalone.bench.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.cli.ComponentLines;
import io.slipway.standalone.cli.Interruption;
import io.slipway.standalone.cli.PlatformOptions;
import io.slipway.standalone.fleet.process.VirtualFleet;
import io.slipway.standalone.image.DebianImages;
import io.slipway.standalone.platform.DataDirectory;
import io.slipway.standalone.platform.Platform;
import io.slipway.standalone.platform.PortPlan;
import io.slipway.standalone.platform.StartPlatform;

/**
 * A platform for benchmarks alone, which is removed afterwards.
 *
 * @param portOffset added to each of its ports
 */
record BenchPlatform(int portOffset) {

    /** What is measured. */
    @FunctionalInterface
    interface Work {
        void measure(Platform platform, VirtualFleet fleet, DebianImages.Images images) throws IOException;
    }

    /** Starts the platform and does the work. */
    void run(Function<Platform, VirtualFleet> makeFleet, Work work) throws IOException {
        Path repository = PlatformOptions.repository();
        DataDirectory kept = new DataDirectory(repository.resolve(".slipway"));
        DataDirectory data = new DataDirectory(repository.resolve(".slipway/bench/platform"));
        FileTree.remove(data.root());
        DebianImages.Images images = new DebianImages(kept.images(), line -> System.out.println("- " + line)).ensure();
        Platform platform =
                new StartPlatform(repository, data, new PortPlan(portOffset), new ComponentLines(System.out)).start();
        try (platform;
                VirtualFleet fleet = makeFleet.apply(platform);
                Interruption _ = Interruption.stopping(platform)) {
            work.measure(platform, fleet, images);
        } finally {
            FileTree.remove(data.root());
        }
    }

    /** Writes a page of docs/benchmarks and shows it. */
    static void write(String name, String page) throws IOException {
        Path file = PlatformOptions.repository().resolve("docs/benchmarks").resolve(name + ".md");
        Files.createDirectories(file.getParent());
        Files.writeString(file, page);
        System.out.println(page);
    }
}
