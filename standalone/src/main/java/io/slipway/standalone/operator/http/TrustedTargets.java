package io.slipway.standalone.operator.http;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;

import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.UpdateMetadata;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.StandaloneException;

/** The repository as artifact-service shows it, believed only after the same checks as on a device. */
final class TrustedTargets {

    private final ArtifactApi artifacts;
    private final Path trusted;
    private final Clock clock;

    /** @param trusted folder of the metadata that was verified last */
    TrustedTargets(ArtifactApi artifacts, Path trusted, Clock clock) {
        this.artifacts = artifacts;
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * Fetches what is new and checks everything.
     *
     * @throws StandaloneException if it is not to be trusted
     */
    TrustedRepository current() throws IOException {
        try {
            return new UpdateMetadata(
                            artifacts,
                            new FileTrustedMetadataStore(trusted),
                            new BouncyCastleVerifier(),
                            UpdateLimits.DEFAULT,
                            clock)
                    .update();
        } catch (MetadataRefusedException e) {
            throw new StandaloneException(
                    "The metadata that artifact-service shows is not to be trusted, so nothing was signed: "
                            + e.getMessage(),
                    e);
        }
    }
}
