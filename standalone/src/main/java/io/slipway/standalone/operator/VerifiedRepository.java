package io.slipway.standalone.operator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.trust.MetadataFetcher;
import io.slipway.metadata.trust.TrustedRepository;
import io.slipway.metadata.trust.UpdateLimits;
import io.slipway.metadata.trust.UpdateMetadata;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;
import io.slipway.standalone.StandaloneException;

/** The repository as somebody else shows it, believed only after the same checks as on a device. */
public final class VerifiedRepository {

    private final MetadataFetcher source;
    private final Path trusted;
    private final Clock clock;

    /**
     * @param source where the metadata comes from; it need not be trusted
     * @param trusted folder of the metadata that was verified last
     */
    public VerifiedRepository(MetadataFetcher source, Path trusted, Clock clock) {
        this.source = source;
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * Takes what is new and checks everything.
     *
     * @throws StandaloneException if it is not to be trusted
     */
    public TrustedRepository current() throws IOException {
        return verified(clock);
    }

    /** As {@link #current()}, but for the end of its life: whoever makes the next metadata need not mind that the present has ended. */
    public TrustedRepository currentEvenIfExpired() throws IOException {
        return verified(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    private TrustedRepository verified(Clock now) throws IOException {
        try {
            return new UpdateMetadata(
                            source,
                            new FileTrustedMetadataStore(trusted),
                            new BouncyCastleVerifier(),
                            UpdateLimits.DEFAULT,
                            now)
                    .update();
        } catch (MetadataRefusedException e) {
            throw new StandaloneException(
                    "The present metadata of the repository is not to be trusted, so nothing was signed: "
                            + e.getMessage() + ".",
                    e);
        }
    }
}
