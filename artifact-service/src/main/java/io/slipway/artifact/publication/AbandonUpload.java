package io.slipway.artifact.publication;

import java.time.Clock;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;

/** Forgets an upload and the bytes that it has brought. An artifact that it has become stays. */
public final class AbandonUpload {

    private final ArtifactStore store;
    private final Uploads uploads;
    private final Clock clock;

    public AbandonUpload(ArtifactStore store, Uploads uploads, Clock clock) {
        this.store = store;
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * Forgets the upload.
     *
     * @throws UploadRefusedException if the tenant has no such upload, or it is being written to
     */
    public void abandon(Tenant tenant, UUID id) {
        FindUpload.require(uploads, tenant, id);
        try (UploadHold _ = UploadHold.take(uploads, clock, id)) {
            discard(FindUpload.require(uploads, tenant, id));
        }
    }

    /** Forgets an upload that the caller holds: first the bytes, then the row, so that a failure in between leaves it to the reaper. */
    void discard(Upload upload) {
        if (upload.completed().isEmpty()) {
            store.abort(upload.target());
            if (!upload.target().key().isDigest()) {
                store.remove(upload.target().key());
            }
        }
        uploads.remove(upload.id());
    }
}
