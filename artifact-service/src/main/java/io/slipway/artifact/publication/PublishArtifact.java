package io.slipway.artifact.publication;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

import org.jboss.logging.Logger;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** Publishes an artifact that comes in one request: all of it, or nothing. */
public final class PublishArtifact {

    private static final Logger LOG = Logger.getLogger(PublishArtifact.class);

    private final BeginUpload begin;
    private final PartPump pump;
    private final Completion completion;
    private final AbandonUpload abandon;
    private final UploadHolds holds;

    public PublishArtifact(
            BeginUpload begin, PartPump pump, Completion completion, AbandonUpload abandon, UploadHolds holds) {
        this.begin = begin;
        this.pump = pump;
        this.completion = completion;
        this.abandon = abandon;
        this.holds = holds;
    }

    /**
     * Reads and publishes the artifact.
     *
     * @throws UploadRefusedException if it is empty, too large, breaks off, or has another digest than declared; nothing stays behind
     */
    public PublicationResult publish(Tenant tenant, IncomingArtifact incoming) {
        UUID writer = UUID.randomUUID();
        Upload upload = begin.beginForRequest(tenant, incoming.atMost(), incoming.declared(), writer);
        try (UploadHold _ = holds.keep(upload.id(), writer)) {
            boolean published = false;
            try {
                PublicationResult result = receive(upload, writer, incoming);
                published = true;
                return result;
            } finally {
                forget(upload, published);
            }
        }
    }

    private PublicationResult receive(Upload upload, UUID writer, IncomingArtifact incoming) {
        PartPump.Pumped pumped = pumped(upload, writer, incoming);
        if (pumped.received() == 0) {
            throw new UploadRefusedException(new UploadRefusal.Empty());
        }
        Sha256 actual = pumped.digest().finish();
        Optional<Sha256> declared = incoming.declaredAfterwards();
        if (declared.isPresent() && !declared.get().equals(actual)) {
            throw new UploadRefusedException(new UploadRefusal.WrongDigest(declared.get(), actual));
        }
        return completion.complete(upload, writer, actual);
    }

    private PartPump.Pumped pumped(Upload upload, UUID writer, IncomingArtifact incoming) {
        try {
            return pump.pump(upload, writer, incoming.bytes(), PartPump.End.OF_UPLOAD);
        } catch (IOException e) {
            throw new UploadRefusedException(new UploadRefusal.BrokenOff());
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
