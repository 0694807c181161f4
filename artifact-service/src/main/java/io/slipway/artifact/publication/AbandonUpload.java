package io.slipway.artifact.publication;

import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;

/** Forgets an upload and the bytes that it has brought. An artifact that it has become stays. */
public final class AbandonUpload {

    private final ArtifactStore store;
    private final Uploads uploads;
    private final UploadHolds holds;

    public AbandonUpload(ArtifactStore store, Uploads uploads, UploadHolds holds) {
        this.store = store;
        this.uploads = uploads;
        this.holds = holds;
    }

    /**
     * Forgets the upload.
     *
     * @throws UploadRefusedException if the tenant has no such upload, or it is being written to
     */
    public void abandon(Tenant tenant, UUID id) {
        FindUpload.require(uploads, tenant, id);
        try (UploadHold _ = holds.take(id)) {
            discard(FindUpload.require(uploads, tenant, id));
        }
    }

    /** Forgets an upload that has become an artifact and that nobody will ask for. */
    void forget(Upload upload) {
        uploads.remove(upload.id());
    }

    /** Forgets an upload that the caller holds: first the bytes, then the row, so that a failure in between leaves it to the reaper. */
    void discard(Upload upload) {
        if (upload.completed().isEmpty() && !upload.target().isInOnePiece()) {
            store.abort(upload.target());
            if (!upload.target().key().isDigest()) {
                store.remove(upload.target().key());
            }
        }
        uploads.remove(upload.id());
    }
}
