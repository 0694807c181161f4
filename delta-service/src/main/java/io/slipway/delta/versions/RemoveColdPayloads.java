package io.slipway.delta.versions;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.slipway.delta.generation.CheckChain;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadStore;
import io.slipway.delta.generation.Reason;

/**
 * Removes the full payloads of images that have been cold for long enough.
 *
 * <p>In three steps, each of which may be repeated after a crash: that the payload is leaving is noted, so that nobody counts on it; the marker is put and the
 * payload removed; that is noted. Where the chain to the image has lost an object meanwhile, the image becomes warm again instead.
 */
public final class RemoveColdPayloads {

    private static final Logger LOG = Logger.getLogger(RemoveColdPayloads.class);
    private static final int MOST_AT_ONCE = 100;

    private final StoredVersions versions;
    private final PayloadStore payloads;
    private final CheckChain chains;
    private final Duration removeAfter;
    private final Clock clock;

    /**
     * The use case.
     *
     * @param removeAfter how long the payload of a cold image stays
     */
    public RemoveColdPayloads(
            StoredVersions versions, PayloadStore payloads, CheckChain chains, Duration removeAfter, Clock clock) {
        if (removeAfter.isNegative()) {
            throw new IllegalArgumentException("remove after " + removeAfter);
        }
        this.versions = versions;
        this.payloads = payloads;
        this.chains = chains;
        this.removeAfter = removeAfter;
        this.clock = clock;
    }

    /**
     * Removes what is due, and what an earlier call did not come to the end of; blocks.
     *
     * @throws IOException if the store cannot be asked or does not do it; the next call goes on
     */
    public void remove() throws IOException {
        for (Image image : versions.leaving(MOST_AT_ONCE)) {
            removePayload(image);
        }
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        for (Image image : versions.stored(now.minus(removeAfter), MOST_AT_ONCE)) {
            Optional<Reason> fault = chains.fault(image);
            if (fault.isPresent()) {
                LOG.errorf(
                        "Object of a chain is lost, image stays warm %s: %s",
                        keys(image), fault.get().detail());
                versions.warm(image, now);
            } else if (versions.leave(image)) {
                removePayload(image);
            }
        }
    }

    private void removePayload(Image image) throws IOException {
        versions.remove(image, payload -> {
            payloads.remove(image.tenant(), payload);
            LOG.infof("Full payload of cold image removed %s payloadSha256=%s", keys(image), payload);
        });
    }

    private static String keys(Image image) {
        return "tenant=%s artifactDigest=%s".formatted(image.tenant(), image.sha256());
    }
}
