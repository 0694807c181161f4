package io.slipway.artifact.publication;

import java.util.UUID;

import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** Ends a resumable upload. Repeating it gives the same artifact. */
public final class CompleteUpload {

    private final Uploads uploads;
    private final Artifacts artifacts;
    private final Completion completion;
    private final AbandonUpload abandon;
    private final UploadHolds holds;

    public CompleteUpload(
            Uploads uploads, Artifacts artifacts, Completion completion, AbandonUpload abandon, UploadHolds holds) {
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.completion = completion;
        this.abandon = abandon;
        this.holds = holds;
    }

    /**
     * Turns the upload into an artifact.
     *
     * @throws UploadRefusedException if bytes are missing (the upload stays and may go on), the digest is wrong (the upload is abandoned), or the upload is
     *     unknown or busy
     */
    public PublicationResult complete(Tenant tenant, UUID id) {
        FindUpload.require(uploads, tenant, id);
        try (UploadHold hold = holds.take(id)) {
            Upload upload = FindUpload.require(uploads, tenant, id);
            if (upload.completed().isPresent()) {
                return alreadyPublished(tenant, upload.completed().get());
            }
            long expected = upload.length().orElse(upload.received());
            if (upload.received() != expected) {
                throw new UploadRefusedException(new UploadRefusal.Truncated(expected, upload.received()));
            }
            Sha256 actual = completion.digestOf(upload);
            if (upload.declared().isPresent() && !upload.declared().get().equals(actual)) {
                abandon.discard(upload);
                throw new UploadRefusedException(
                        new UploadRefusal.WrongDigest(upload.declared().get(), actual));
            }
            return complete(upload, hold.writer(), actual);
        }
    }

    private PublicationResult complete(Upload upload, UUID writer, Sha256 actual) {
        try {
            return completion.complete(upload, writer, actual);
        } catch (ObjectMissingException e) {
            abandon.discard(upload); // the store has lost the parts: the client has to begin again
            throw new UploadRefusedException(new UploadRefusal.Unknown());
        }
    }

    private PublicationResult alreadyPublished(Tenant tenant, Sha256 digest) {
        return artifacts
                .find(tenant, digest)
                .map(PublicationResult.AlreadyPublished::new)
                .orElseThrow(() -> new UploadRefusedException(new UploadRefusal.Unknown()));
    }
}
