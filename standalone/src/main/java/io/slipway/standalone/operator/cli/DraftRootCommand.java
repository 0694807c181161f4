package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import io.slipway.metadata.key.SigningKey;
import io.slipway.metadata.key.VerificationKey;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Authority;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Root;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.cli.DataOption;
import io.slipway.standalone.operator.Ceremony;
import io.slipway.standalone.operator.file.CeremonyFolder;
import io.slipway.standalone.operator.file.PublicKeyFile;
import io.slipway.standalone.signing.NextMetadata;
import io.slipway.standalone.signing.OnlinePublicKeys;

/** {@code ceremony draft-root}: who may sign from now on. */
@Command(
        name = "draft-root",
        description =
                "Offline: writes the next root, to be signed. Without options: the same keys, valid for 365 days more.",
        mixinStandardHelpOptions = true)
final class DraftRootCommand implements Callable<Integer> {

    @Mixin
    private final DataOption data = new DataOption();

    @Mixin
    private final KeyOptions keys = new KeyOptions();

    @Mixin
    private final TrustOption trust = new TrustOption();

    @Parameters(paramLabel = "FOLDER", description = CeremonyCommand.FOLDER)
    @SuppressWarnings("NullAway.Init") // picocli sets what is required before call()
    private Path path;

    @Option(names = "--root-key", paramLabel = "FILE.pub", description = "A root key from now on; may be repeated.")
    private @Nullable List<Path> rootKeys;

    @Option(
            names = "--root-threshold",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many of these root keys must sign. Default: 1.")
    private int rootThreshold;

    @Option(
            names = "--targets-key",
            paramLabel = "FILE.pub",
            description = "A targets key from now on; may be repeated.")
    private @Nullable List<Path> targetsKeys;

    @Option(
            names = "--targets-threshold",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many of these targets keys must sign. Default: 1.")
    private int targetsThreshold;

    @Override
    public Integer call() throws IOException {
        CeremonyFolder folder = new CeremonyFolder(path);
        Optional<Authority> root = authority("--root", rootThreshold, rootKeys);
        Optional<Authority> targets = authority("--targets", targetsThreshold, targetsKeys);
        Optional<Ceremony.Present> present = trust.present(folder, keys.trusted(data.data()));
        OnlinePublicKeys online = folder.onlineKeys();
        NextMetadata next = new NextMetadata(Clock.systemUTC());
        Root draft = present.isPresent()
                ? next.root(present.get().root(), root, targets, online)
                : next.firstRoot(
                        root.orElseThrow(() -> missing("--root-key")),
                        targets.orElseThrow(() -> missing("--targets-key")),
                        online);
        folder.write(SignedRole.sign(RoleName.ROOT, draft, List.<SigningKey>of()));
        CeremonyCommand.show(folder, present);
        return 0;
    }

    private static Optional<Authority> authority(String option, int threshold, @Nullable List<Path> files)
            throws IOException {
        if (files == null) {
            return Optional.empty();
        }
        List<VerificationKey> keys = new ArrayList<>();
        for (Path file : files) {
            keys.add(PublicKeyFile.read(file));
        }
        try {
            return Optional.of(Authority.of(threshold, keys));
        } catch (IllegalArgumentException e) {
            throw new StandaloneException(option + "-threshold and " + option + "-key: " + e.getMessage() + ".", e);
        }
    }

    private static StandaloneException missing(String option) {
        return new StandaloneException("The first root needs " + option + ".");
    }
}
