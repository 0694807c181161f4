package io.slipway.artifact.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.jboss.logging.Logger;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** Removes what interrupted work has left: uploads whose life is over, objects that no row needs, and those whose removal was begun. Run by a schedule; several may run at once. */
public final class ReapUploads {

    private static final Logger LOG = Logger.getLogger(ReapUploads.class);
    private static final int BATCH = 100;

    private final ArtifactStore store;
    private final Uploads uploads;
    private final Artifacts artifacts;
    private final AbandonUpload abandon;
    private final Clock clock;
    private final Duration grace;

    /** @param grace how old an object without a row must be before it is taken for a left-over */
    public ReapUploads(
            ArtifactStore store,
            Uploads uploads,
            Artifacts artifacts,
            AbandonUpload abandon,
            Clock clock,
            Duration grace) {
        this.store = store;
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.abandon = abandon;
        this.clock = clock;
        this.grace = grace;
    }

    /** Removes expired uploads, then left-over objects, those first that another process was removing. */
    public void reap() {
        List<Upload> expired = uploads.expired(clock.instant(), BATCH);
        expired.forEach(this::reap);
        artifacts
                .abandonedRemovals(BATCH)
                .forEach(at -> reap(ObjectKey.of(at.tenant(), at.digest()), at.tenant(), at.digest()));
        Instant oldEnough = clock.instant().minus(grace);
        store.forEachOpen(begun -> {
            if (begun.begunAt().isBefore(oldEnough) && !uploads.knows(begun.object())) {
                LOG.infof(
                        "Multipart upload without a row aborted key=%s",
                        begun.object().key());
                store.abort(begun.object());
            }
        });
        store.forEachObject(object -> {
            if (object.storedAt().isBefore(oldEnough)) {
                object.key().artifact().ifPresent(at -> reap(object.key(), at.tenant(), at.digest()));
            }
        });
    }

    private void reap(Upload upload) {
        try {
            abandon.abandon(upload.tenant(), upload.id());
            LOG.infof("Expired upload removed tenant=%s uploadId=%s", upload.tenant(), upload.id());
        } catch (UploadRefusedException e) {
            LOG.debugf("Expired upload is in use again uploadId=%s", upload.id());
        }
    }

    private void reap(ObjectKey key, Tenant tenant, Sha256 digest) {
        if (artifacts.beginRemoval(tenant, digest)) {
            store.remove(key);
            artifacts.endRemoval(tenant, digest);
            LOG.infof("Object that nobody needs removed tenant=%s artifactDigest=%s", tenant, digest);
        }
    }
}
