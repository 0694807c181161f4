package io.slipway.artifact.publication;

import java.util.UUID;

import org.jboss.logging.Logger;

import io.slipway.artifact.tenant.Tenant;

/** Publishes an artifact that comes in one request: all of it, or nothing. */
public final class PublishArtifact {

    private static final Logger LOG = Logger.getLogger(PublishArtifact.class);

    private final BeginUpload begin;
    private final ReceiveInOnePiece inOnePiece;
    private final ReceiveInParts inParts;
    private final AbandonUpload abandon;
    private final UploadHolds holds;

    public PublishArtifact(
            BeginUpload begin,
            ReceiveInOnePiece inOnePiece,
            ReceiveInParts inParts,
            AbandonUpload abandon,
            UploadHolds holds) {
        this.begin = begin;
        this.inOnePiece = inOnePiece;
        this.inParts = inParts;
        this.abandon = abandon;
        this.holds = holds;
    }

    /**
     * Reads and publishes the artifact.
     *
     * @throws UploadRefusedException if it is empty, too large, breaks off, or has another length or digest than declared; nothing stays behind
     */
    public PublicationResult publish(Tenant tenant, IncomingArtifact incoming) {
        UUID writer = UUID.randomUUID();
        Upload upload = begin.beginForRequest(tenant, incoming, writer);
        try (UploadHold _ = holds.keep(upload.id(), writer)) {
            boolean published = false;
            try {
                PublicationResult result = upload.target().isInOnePiece()
                        ? inOnePiece.receive(upload, writer, incoming)
                        : inParts.receive(upload, writer, incoming);
                published = true;
                return result;
            } finally {
                forget(upload, published);
            }
        }
    }

    private void forget(Upload upload, boolean published) {
        try {
            if (published) {
                abandon.forget(upload);
            } else {
                abandon.discard(upload);
            }
        } catch (RuntimeException e) {
            LOG.warnf(
                    "Upload not cleaned up, the reaper will do it tenant=%s uploadId=%s: %s",
                    upload.tenant(), upload.id(), e.getMessage());
        }
    }
}
