package io.slipway.artifact.original;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import org.jboss.logging.Logger;

import io.slipway.artifact.publication.DiscardOriginal;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** Removes the originals that can be made again, where that is wanted. Run by a schedule; several may run at once. */
public final class RemoveOriginals {

    private static final Logger LOG = Logger.getLogger(RemoveOriginals.class);
    private static final int BATCH = 100;

    private final RebuildableImages images;
    private final PayloadBucket payloads;
    private final DiscardOriginal discard;
    private final OriginalsPolicy policy;
    private final Clock clock;

    public RemoveOriginals(
            RebuildableImages images,
            PayloadBucket payloads,
            DiscardOriginal discard,
            OriginalsPolicy policy,
            Clock clock) {
        this.images = images;
        this.payloads = payloads;
        this.discard = discard;
        this.policy = policy;
        this.clock = clock;
    }

    /** Removes what is due. */
    public void remove() {
        if (!policy.removesRebuildable()) {
            return;
        }
        Instant before = clock.instant().minus(policy.removeAfter());
        List<RebuildableImage> due = images.withOriginal(before, Optional.empty(), BATCH);
        while (!due.isEmpty()) {
            due.forEach(image -> remove(image, before));
            due = images.withOriginal(before, Optional.of(due.getLast()), BATCH);
        }
    }

    private void remove(RebuildableImage image, Instant before) {
        Tenant tenant = image.tenant();
        Sha256 digest = image.image().sha256();
        if (!isKept(image)) {
            LOG.errorf(
                    "Original stays, its payload is not in the object store tenant=%s artifactDigest=%s payload=%s",
                    tenant, digest, image.payload().sha256());
        } else if (discard.discard(tenant, digest, before)) {
            LOG.infof("Original removed tenant=%s artifactDigest=%s", tenant, digest);
        }
    }

    /**
     * Whether the store has what the image is made of, or the word that it can be had: the last look before the original goes. A payload comes back before its
     * marker goes, so the first two looks may both be in vain.
     */
    private boolean isKept(RebuildableImage image) {
        return payloads.has(image.tenant(), image.payload())
                || payloads.isCold(image.tenant(), image.payload().sha256())
                || payloads.has(image.tenant(), image.payload());
    }
}
