package io.slipway.standalone.operator.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.operator.Ceremony;
import io.slipway.standalone.operator.VerifiedRepository;
import io.slipway.standalone.operator.file.CeremonyFolder;

/** The option that says which root a person trusts who has not verified anything on this machine yet. */
final class TrustOption {

    @Option(
            names = "--trusted-root",
            paramLabel = "FILE",
            description =
                    "A root of the repository that you know is right, for example the one of the last ceremony. Needed once;"
                            + " then what was verified last stands in trusted/ beside the keys.")
    private @Nullable Path root;

    /** The repository as the folder shows it, verified; empty if it was not begun when the folder was filled. */
    Optional<Ceremony.Present> present(CeremonyFolder folder, Path trusted) throws IOException {
        if (!folder.hasRepository()) {
            return Optional.empty();
        }
        provision(trusted);
        TrustedRepository repository =
                new VerifiedRepository(folder.published(), trusted, Clock.systemUTC()).currentEvenIfExpired();
        return Optional.of(new Ceremony.Present(repository.root(), repository.targets()));
    }

    /** Whether a root is trusted on this machine. */
    static boolean isProvisioned(Path trusted) {
        return Files.exists(trusted.resolve(RoleName.ROOT.fileName()));
    }

    /** Makes the root known to {@code trusted}, if none is yet. */
    void provision(Path trusted) throws IOException {
        if (root != null) {
            new FileTrustedMetadataStore(trusted).provision(Files.readAllBytes(root));
        }
        if (!isProvisioned(trusted)) {
            throw new StandaloneException("No root is trusted here yet: --trusted-root names one, for example the "
                    + RoleName.ROOT.fileName() + " that devices were provisioned with.");
        }
    }
}
