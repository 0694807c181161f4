package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.cli.DataOption;
import io.slipway.standalone.operator.Ceremony;
import io.slipway.standalone.operator.CeremonyText;
import io.slipway.standalone.operator.file.CeremonyFolder;
import io.slipway.standalone.operator.http.ArtifactApi;
import io.slipway.standalone.operator.http.SubmitCeremony;
import io.slipway.standalone.platform.ServiceName;
import io.slipway.standalone.signing.NextMetadata;
import io.slipway.standalone.signing.bouncycastle.KeyFile;

/** {@code ceremony}: sign root and targets with keys that never touch a network, held by one or several people. */
@Command(
        name = "ceremony",
        description =
                "Signs root and targets offline: a folder goes from a machine with a network to those who hold keys, and back.",
        footer = {
            "",
            "In this order: fetch; draft-root, draft-targets or both; sign, by each holder; submit. docs/operations.md shows whole ceremonies."
        },
        subcommands = DraftRootCommand.class,
        mixinStandardHelpOptions = true)
public final class CeremonyCommand {

    static final String FOLDER = "The folder that is carried between the machines.";

    @Command(
            name = "fetch",
            description = "Network: fills the folder with the published metadata and the public online keys.",
            mixinStandardHelpOptions = true)
    int fetch(@Mixin ServiceOptions services, @Parameters(paramLabel = "FOLDER", description = FOLDER) Path path)
            throws IOException {
        CeremonyFolder folder = new CeremonyFolder(path);
        fill(folder, new ArtifactApi(services.client(ServiceName.ARTIFACT)));
        System.out.println(path + " holds the public online keys"
                + (folder.hasRepository() ? " and the published metadata." : "; the repository was not begun yet."));
        return 0;
    }

    @Command(
            name = "draft-targets",
            description = {
                "Offline: writes the next targets, to be signed: the same images, valid for 120 days more.",
                "Needed for the first repository, for other targets keys, and after artifact-service got other online keys."
            },
            mixinStandardHelpOptions = true)
    int draftTargets(
            @Mixin DataOption data,
            @Mixin KeyOptions keys,
            @Mixin TrustOption trust,
            @Parameters(paramLabel = "FOLDER", description = FOLDER) Path path)
            throws IOException {
        CeremonyFolder folder = new CeremonyFolder(path);
        NextMetadata next = new NextMetadata(Clock.systemUTC());
        Optional<Ceremony.Present> present = trust.present(folder, keys.trusted(data.data()));
        Targets draft = present.isPresent()
                ? next.targets(present.get().targets(), folder.onlineKeys())
                : next.firstTargets(folder.onlineKeys());
        folder.write(SignedRole.sign(RoleName.TARGETS, draft, List.<SigningKey>of()));
        show(folder, present);
        return 0;
    }

    @Command(
            name = "sign",
            description =
                    "Offline: shows what waits in the folder, and with --key signs it: whatever the key has a say in.",
            mixinStandardHelpOptions = true)
    int sign(
            @Mixin DataOption data,
            @Mixin KeyOptions keys,
            @Mixin TrustOption trust,
            @Parameters(paramLabel = "FOLDER", description = FOLDER) Path path,
            @Option(
                            names = "--key",
                            paramLabel = "NAME",
                            description =
                                    "Name of the key, for example root for root.pem. Without it, nothing is signed.")
                    @Nullable
                    String name)
            throws IOException {
        CeremonyFolder folder = new CeremonyFolder(path);
        Path trusted = keys.trusted(data.data());
        Optional<Ceremony.Present> present = trust.present(folder, trusted);
        show(folder, present);
        if (name != null) {
            Path file = keys.file(data.data(), name);
            Ceremony signed = ceremony(folder, present).signedBy(KeyFile.read(file, keys.passphrase()));
            if (signed.root().isPresent()) {
                folder.write(signed.root().get());
            }
            if (signed.targets().isPresent()) {
                folder.write(signed.targets().get());
            }
            System.out.println("Signed with " + file + ".");
        }
        List<String> missing = ceremony(folder, present).missing(new BouncyCastleVerifier());
        missing.forEach(System.out::println);
        if (missing.isEmpty()) {
            System.out.println("Nothing is missing: ./slipway ceremony submit " + path);
        }
        return 0;
    }

    @Command(
            name = "submit",
            description = "Network: hands what was signed over to artifact-service. May be repeated if it fails.",
            mixinStandardHelpOptions = true)
    int submit(
            @Mixin ServiceOptions services,
            @Mixin KeyOptions keys,
            @Parameters(paramLabel = "FOLDER", description = FOLDER) Path path)
            throws IOException {
        CeremonyFolder folder = new CeremonyFolder(path);
        Ceremony ceremony = ceremony(folder, Optional.empty());
        new SubmitCeremony(services.client(ServiceName.ARTIFACT)).submit(ceremony);
        List<Path> done = new ArrayList<>();
        if (ceremony.root().isPresent()) {
            SignedRole<Root> root = ceremony.root().get();
            new FileTrustedMetadataStore(keys.trusted(services.data())).provision(root.bytes());
            done.add(folder.archive(root));
        }
        if (ceremony.targets().isPresent()) {
            done.add(folder.archive(ceremony.targets().get()));
        }
        System.out.println("artifact-service has taken "
                + String.join(" and ", done.stream().map(Path::toString).toList()) + ".");
        return 0;
    }

    /** Puts into the folder what those who sign need of the server. */
    static void fill(CeremonyFolder folder, ArtifactApi artifacts) throws IOException {
        folder.begin();
        folder.writeOnlineKeys(artifacts.onlineKeys());
        if (artifacts.isInitialised()) {
            artifacts.copyMetadata(folder.filling(artifacts));
        }
    }

    private static Ceremony ceremony(CeremonyFolder folder, Optional<Ceremony.Present> present) throws IOException {
        Ceremony ceremony = new Ceremony(present, folder.root(), folder.targets());
        if (ceremony.root().isEmpty() && ceremony.targets().isEmpty()) {
            throw new StandaloneException(
                    "Nothing waits in " + folder.path()
                            + ": ./slipway ceremony draft-root, draft-targets or release publish --ceremony put something there.");
        }
        return ceremony;
    }

    /** Prints what waits in the folder. */
    static void show(CeremonyFolder folder, Optional<Ceremony.Present> present) throws IOException {
        CeremonyText.of(ceremony(folder, present)).forEach(System.out::println);
    }
}
