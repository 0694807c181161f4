package io.slipway.metadata.trust;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

import io.slipway.metadata.SampleRepository;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;
import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.refusal.Refusal;
import io.slipway.metadata.trust.file.FileTrustedMetadataStore;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A device that keeps its metadata in a directory and was provisioned with the sample repository's first root. */
final class Device {

    private final TrustedMetadataStore store;

    Device(Path directory, SampleRepository repository) {
        try {
            store = new FileTrustedMetadataStore(directory);
            store.provision(repository.file("1.root.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TrustedMetadataStore store() {
        return store;
    }

    TrustedRepository update(SampleRepository repository) throws IOException {
        return update(repository.fetcher());
    }

    TrustedRepository update(MetadataFetcher fetcher) throws IOException {
        return update(fetcher, UpdateLimits.DEFAULT, SampleRepository.NOW);
    }

    TrustedRepository update(MetadataFetcher fetcher, UpdateLimits limits, Instant now) throws IOException {
        return new UpdateMetadata(fetcher, store, new BouncyCastleVerifier(), limits, Clock.fixed(now, ZoneOffset.UTC))
                .update();
    }

    Refusal refusalOf(SampleRepository repository) {
        return refusalOf(repository.fetcher(), UpdateLimits.DEFAULT, SampleRepository.NOW);
    }

    Refusal refusalOf(MetadataFetcher fetcher, UpdateLimits limits, Instant now) {
        return catchThrowableOfType(MetadataRefusedException.class, () -> update(fetcher, limits, now))
                .refusal();
    }
}
