package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.standalone.operator.Image;
import io.slipway.standalone.operator.PublishedRelease;
import io.slipway.standalone.operator.file.CeremonyFolder;
import io.slipway.standalone.operator.http.ArtifactApi;
import io.slipway.standalone.operator.http.PublishRelease;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.signing.bouncycastle.KeyFile;

/** {@code release}: images that devices may install. */
@Command(name = "release", description = "Releases: publish images, list, withdraw.", mixinStandardHelpOptions = true)
public final class ReleaseCommand {

    @Command(
            name = "publish",
            description =
                    "Uploads the images of a release and signs it with the targets key; the first time, begins the repository with the root key.")
    int publish(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Mixin TrustOption trust,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help message and exit.")
                    boolean help,
            @Option(
                            names = "--name",
                            required = true,
                            paramLabel = "NAME",
                            description = "Name of the release, for example debian.")
                    String name,
            @Option(
                            names = "--version",
                            required = true,
                            paramLabel = "VERSION",
                            description = "Version of the release.")
                    String version,
            @Option(
                            names = "--device-type",
                            required = true,
                            paramLabel = "TYPE",
                            description = "Type of the devices it is for.")
                    String deviceType,
            @Option(
                            names = "--component",
                            required = true,
                            paramLabel = "NAME=FILE",
                            description = "A component and its image, for example rootfs=debian.img; may be repeated.")
                    Map<String, Path> components,
            @Option(
                            names = "--ceremony",
                            paramLabel = "FOLDER",
                            description =
                                    "Signs nothing, but puts what is to be signed into this folder, for ./slipway ceremony.")
                    @Nullable
                    Path folder)
            throws IOException {
        SortedMap<String, Image> images = new TreeMap<>();
        components.forEach((component, file) -> images.put(component, Image.of(file)));
        PublishRelease.Wish wish = new PublishRelease.Wish(name, version, deviceType, images);
        PublishRelease publisher = publisher(services, keys);
        Path trusted = keys.trusted(services.data());
        if (folder != null) {
            trust.provision(trusted);
            draft(services, publisher, wish, new CeremonyFolder(folder));
            return 0;
        }
        PublishedRelease release = TrustOption.isProvisioned(trusted)
                ? publisher.publish(KeyFile.read(keys.targets(services.data()), keys.passphrase()), wish)
                : publisher.publish(keys.open(services.data()), wish);
        System.out.println("Release " + release.name() + " " + release.version() + " is signed: " + release.id());
        return 0;
    }

    private static void draft(
            ServiceOptions services, PublishRelease publisher, PublishRelease.Wish wish, CeremonyFolder folder)
            throws IOException {
        CeremonyCommand.fill(folder, new ArtifactApi(services.client(ServiceName.ARTIFACT)));
        PublishRelease.Draft draft = publisher.draft(wish);
        folder.write(SignedRole.sign(RoleName.TARGETS, draft.targets(), List.<SigningKey>of()));
        System.out.println("Release " + wish.name() + " " + wish.version() + " waits in " + folder.path()
                + " for signatures: " + draft.release().id());
    }

    @Command(name = "list", description = "Lists the newest 1000 releases.", mixinStandardHelpOptions = true)
    int list(@Mixin ServiceOptions services, @Mixin JsonOption json) {
        ArtifactApi api = new ArtifactApi(services.client(ServiceName.ARTIFACT));
        if (json.isWanted()) {
            System.out.println(api.releasesJson());
            return 0;
        }
        List<ArtifactApi.Release> releases = api.releases();
        Table table = new Table("ID", "NAME", "VERSION", "DEVICE TYPES", "STATE", "PUBLISHED");
        for (ArtifactApi.Release release : releases) {
            table.row(
                    release.id().toString(),
                    release.name(),
                    release.version(),
                    String.join(", ", release.deviceTypes()),
                    release.state(),
                    release.publishedAt() == null ? "-" : release.publishedAt().toString());
        }
        table.print(System.out);
        return 0;
    }

    @Command(
            name = "withdraw",
            description = "Takes a release back: it can be rolled out no more, and what rolls it out stops.",
            mixinStandardHelpOptions = true)
    int withdraw(
            @Mixin ServiceOptions services,
            @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why, for the record.")
                    String reason,
            @Parameters(paramLabel = "ID", description = "Id of the release.") UUID id) {
        ArtifactApi.Release release = new ArtifactApi(services.client(ServiceName.ARTIFACT)).withdraw(id, reason);
        System.out.println("Release " + release.name() + " " + release.version() + " is withdrawn.");
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
