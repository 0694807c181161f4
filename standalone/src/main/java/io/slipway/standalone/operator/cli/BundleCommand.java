package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.metadata.canonical.JsonArray;
import io.slipway.metadata.canonical.JsonText;
import io.slipway.metadata.canonical.JsonValue;
import io.slipway.metadata.role.RoleName;
import io.slipway.standalone.operator.BundleContents;
import io.slipway.standalone.operator.BundleResult;
import io.slipway.standalone.operator.BundleSource;
import io.slipway.standalone.operator.CreateBundle;
import io.slipway.standalone.operator.file.BundleFolder;
import io.slipway.standalone.operator.file.BundleResults;
import io.slipway.standalone.operator.http.RepositoryBundleSource;
import io.slipway.standalone.platform.ServiceName;

/** {@code bundle}: releases on USB sticks, for devices that reach no server. */
@Command(
        name = "bundle",
        description = "Bundles: releases on local media, and what devices wrote back.",
        mixinStandardHelpOptions = true)
public final class BundleCommand {

    private static final int SHORT_ID = 16;

    @Command(
            name = "create",
            description = {
                "Writes signed metadata and the payloads of a release into a folder, for example on a USB stick, and checks it.",
                "A device installs it with slipway-client install-bundle, with the same checks as from the server."
            })
    int create(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Option(
                            names = {"-h", "--help"},
                            usageHelp = true,
                            description = "Show this help message and exit.")
                    boolean help,
            @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the release.")
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
                            names = "--from",
                            paramLabel = "VERSION",
                            description =
                                    "Takes the delta from this version along, besides the full payload; may be repeated.")
                    @Nullable
                    List<String> from,
            @Option(
                            names = "--tenant",
                            paramLabel = "TENANT",
                            defaultValue = "default",
                            description = "Whose repository. Default: default.")
                    String tenant,
            @Option(
                            names = "--repository",
                            paramLabel = "FOLDER",
                            description = "Takes everything from another bundle instead of from artifact-service.")
                    @Nullable
                    Path repository,
            @Option(
                            names = "--trusted-root",
                            paramLabel = "FILE",
                            description =
                                    "A root that you know is right. Default: what was verified last, in trusted/ beside the keys; where there is none, the first root of the repository.")
                    @Nullable
                    Path trustedRoot,
            @Parameters(paramLabel = "FOLDER", description = "Where the bundle is written.") Path folder)
            throws IOException {
        BundleSource source = repository == null
                ? new RepositoryBundleSource(services.client(ServiceName.ARTIFACT), tenant)
                : new BundleFolder(repository);
        Optional<byte[]> root = root(trustedRoot, keys.trusted(services.data()).resolve(RoleName.ROOT.fileName()));
        BundleContents contents = new CreateBundle(source, Clock.systemUTC(), line -> System.err.println(line + " ..."))
                .create(
                        new CreateBundle.Wish(name, version, deviceType, from == null ? List.of() : from),
                        new BundleFolder(folder),
                        root);
        System.out.printf(
                "Bundle %s of %s %s is in %s: %d files, %d bytes, %s.%n",
                contents.id().hex().substring(0, SHORT_ID),
                name,
                version,
                folder,
                contents.files().size(),
                contents.length(),
                root.isPresent() ? "checked from the trusted root on" : "checked from its own first root on");
        return 0;
    }

    private static Optional<byte[]> root(@Nullable Path given, Path kept) throws IOException {
        Path file = given == null ? kept : given;
        return given != null || Files.exists(kept) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    }

    @Command(
            name = "report",
            description = {
                "Shows what devices wrote to a medium about their installations.",
                "Nobody signed it, so it is shown and not sent to the platform, which takes reports from devices alone."
            },
            mixinStandardHelpOptions = true)
    int report(
            @Option(names = "--json", description = "Prints the results as they are, as one JSON array.") boolean json,
            @Parameters(paramLabel = "FOLDER", description = "The bundle, back from the devices.") Path folder)
            throws IOException {
        List<BundleResult> results = BundleResults.read(folder, line -> System.err.println(line + "."));
        if (json) {
            System.out.println(JsonText.of(new JsonArray(
                    results.stream().<JsonValue>map(BundleResult::json).toList())));
            return 0;
        }
        Table table = new Table("DEVICE", "TYPE", "RELEASE", "RESULT", "ENDED", "REASON");
        for (BundleResult result : results) {
            table.row(
                    result.deviceId(),
                    result.deviceType(),
                    result.release(),
                    result.result(),
                    result.endedAt(),
                    result.reason());
        }
        table.print(System.out);
        return 0;
    }
}
