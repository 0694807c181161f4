package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.http.PublishRelease;
import io.slipway.standalone.platform.ServiceName;

/** {@code release}: publish images as a release. */
@Command(name = "release", description = "Releases: publish images.", mixinStandardHelpOptions = true)
public final class ReleaseCommand {

    @Command(name = "publish", description = "Uploads the images of a release and signs it with the offline keys.")
    int publish(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Shows this help.")
                    boolean help,
            @Option(names = "--name", required = true, description = "Name of the release, for example debian.")
                    String name,
            @Option(names = "--version", required = true, description = "Version of the release.") String version,
            @Option(names = "--device-type", required = true, description = "Type of the devices it is for.")
                    String deviceType,
            @Option(
                            names = "--component",
                            required = true,
                            paramLabel = "NAME=FILE",
                            description = "A component and its image, for example rootfs=debian.img; may be repeated.")
                    Map<String, Path> components)
            throws IOException {
        Map<String, Image> images = new HashMap<>();
        components.forEach((component, file) -> images.put(component, Image.of(file)));
        PublishedRelease release = publisher(services, keys)
                .publish(keys.open(services.data()), new PublishRelease.Wish(name, version, deviceType, images));
        System.out.println("Release " + release.name() + " " + release.version() + " is signed: " + release.id());
        return 0;
    }

    static PublishRelease publisher(ServiceOptions services, KeyOptions keys) {
        return new PublishRelease(
                services.client(ServiceName.ARTIFACT),
                keys.trusted(services.data()),
                Clock.systemUTC(),
                line -> System.err.println(line + " ..."));
    }
}
