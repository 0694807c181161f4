package io.slipway.client.media;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

import io.slipway.metadata.refusal.MetadataRefusedException;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.SignedMetadata;
import io.slipway.metadata.role.Timestamp;
import io.slipway.metadata.trust.UpdateLimits;

/**
 * What time it is when a bundle is checked: metadata has an end, and a device without a battery does not know the time.
 *
 * @param system the device's clock
 */
public record BundleTime(Source source, Clock system, Medium medium) {

    /** No device that runs this client lives before it was released: a clock that says so was never set. */
    static final Instant RELEASED = Instant.parse("2026-11-01T00:00:00Z");

    private static final Duration BEFORE_THE_END = Duration.ofSeconds(1);

    /** Whose time counts. */
    public enum Source {
        /** The device's clock. */
        SYSTEM,
        /** The bundle's: the moment before its timestamp metadata ends. A bundle never gets too old then; one that is older than the last is refused all the same. */
        BUNDLE
    }

    /** The clock for the check, see {@link #requireKnown}. */
    public Clock clock() throws IOException {
        return switch (source) {
            case BUNDLE -> Clock.fixed(end().minus(BEFORE_THE_END), ZoneOffset.UTC);
            case SYSTEM -> system;
        };
    }

    /**
     * Refuses a clock that was never set: with it, metadata that ended long ago would look fresh.
     *
     * @throws MediaRefusedException if the device's clock counts and was never set
     */
    public void requireKnown() throws MediaRefusedException {
        if (source == Source.SYSTEM && system.instant().isBefore(RELEASED)) {
            throw new MediaRefusedException(
                    "The clock says %s, so it was never set, and nobody can tell whether the bundle is too old; set it, or set media.time=bundle"
                            .formatted(system.instant()));
        }
    }

    /** Not verified; the workflow verifies the same bytes. */
    private Instant end() throws IOException {
        String file = RoleName.TIMESTAMP.fileName();
        int limit = UpdateLimits.DEFAULT.timestampBytes();
        try (InputStream in = medium.metadata()
                .open(file, limit)
                .orElseThrow(() -> new MediaRefusedException("The bundle has no metadata/" + file))) {
            return Timestamp.read(
                            file,
                            SignedMetadata.read(file, in.readNBytes(limit)).signed())
                    .expires();
        } catch (MetadataRefusedException e) {
            throw new MediaRefusedException("The bundle has no usable metadata/" + file + ": " + e.getMessage());
        }
    }
}
