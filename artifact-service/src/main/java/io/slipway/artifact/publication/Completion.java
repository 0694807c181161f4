package io.slipway.artifact.publication;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

import io.slipway.artifact.storage.ObjectMissingException;
import io.slipway.metadata.digest.Sha256;

/**
 * Turns an upload whose bytes are all there into an artifact. May be repeated after a failure at any point: the object store's part is done once, the rest
 * goes on from where it stopped.
 */
public final class Completion {

    private final ArtifactStore store;
    private final Uploads uploads;
    private final Artifacts artifacts;
    private final Digests digests;
    private final Clock clock;

    public Completion(ArtifactStore store, Uploads uploads, Artifacts artifacts, Digests digests, Clock clock) {
        this.store = store;
        this.uploads = uploads;
        this.artifacts = artifacts;
        this.digests = digests;
        this.clock = clock;
    }

    /** The digest over the durable bytes of an upload whose state is stored with its parts. */
    Sha256 digestOf(Upload upload) {
        return digests.resume(upload.digestState()).finish();
    }

    /**
     * Makes the upload's bytes visible under their digest.
     *
     * @param begun the upload; its parts are read again
     * @param writer who holds it
     * @param actual the digest over the parts
     * @throws UploadRefusedException with {@code Busy} if the reaper is at work on this digest
     */
    PublicationResult complete(Upload begun, UUID writer, Sha256 actual) {
        Upload upload = FindUpload.require(uploads, begun.tenant(), begun.id());
        Optional<Artifact> existing = announce(upload, writer, actual);
        if (existing.isPresent()) {
            store.abort(upload.target());
            return alreadyPublished(upload, existing.get());
        }
        makeVisible(upload, ObjectKey.of(upload.tenant(), actual));
        return published(upload, actual, upload.received());
    }

    /**
     * Keeps the reaper from the place of the digest, until the upload is complete or forgotten.
     *
     * @return the artifact of this digest if there is one already with its original
     * @throws UploadRefusedException with {@code Busy} if the reaper is at work there
     */
    Optional<Artifact> announce(Upload upload, UUID writer, Sha256 digest) {
        if (!uploads.announce(upload.id(), writer, digest)) {
            throw new UploadRefusedException(new UploadRefusal.Busy());
        }
        return artifacts.findWithOriginal(upload.tenant(), digest);
    }

    /** Notes that the bytes of an announced upload are visible under their digest. */
    PublicationResult published(Upload upload, Sha256 digest, long length) {
        Artifact artifact = new Artifact(upload.tenant(), digest, length, clock.instant());
        return new PublicationResult.Published(uploads.complete(upload.id(), artifact));
    }

    /** Notes that an upload has brought what was there before. */
    PublicationResult alreadyPublished(Upload upload, Artifact existing) {
        return new PublicationResult.AlreadyPublished(uploads.complete(upload.id(), existing));
    }

    private void makeVisible(Upload upload, ObjectKey place) {
        ObjectKey target = upload.target().key();
        try {
            store.complete(upload.target(), upload.parts());
        } catch (ObjectMissingException e) {
            if (!isThere(target, upload) && !isThere(place, upload)) {
                throw e;
            }
        }
        if (!target.equals(place) && isThere(target, upload)) {
            store.move(target, place);
        }
    }

    private boolean isThere(ObjectKey key, Upload upload) {
        return store.length(key).equals(OptionalLong.of(upload.received()));
    }
}
