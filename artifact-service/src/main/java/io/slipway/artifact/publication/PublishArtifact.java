package io.slipway.artifact.publication;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
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
    private final Uploads uploads;
    private final Digests digests;
    private final Clock clock;

    public PublishArtifact(
            BeginUpload begin,
            PartPump pump,
            Completion completion,
            AbandonUpload abandon,
            Uploads uploads,
            Digests digests,
            Clock clock) {
        this.begin = begin;
        this.pump = pump;
        this.completion = completion;
        this.abandon = abandon;
        this.uploads = uploads;
        this.digests = digests;
        this.clock = clock;
    }

    /**
     * Reads and publishes the artifact.
     *
     * @throws UploadRefusedException if it is empty, too large, breaks off, or has another digest than declared; nothing stays behind
     */
    public PublicationResult publish(Tenant tenant, IncomingArtifact incoming) {
        UUID writer = UUID.randomUUID();
        Upload upload = begin.beginForRequest(tenant, incoming.atMost(), incoming.declared(), writer);
        try (UploadHold _ = UploadHold.keep(uploads, clock, upload.id(), writer)) {
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
        RunningDigest digest = digests.fastest();
        long received = pumped(upload, writer, digest, incoming);
        if (received == 0) {
            throw new UploadRefusedException(new UploadRefusal.Empty());
        }
        Sha256 actual = digest.finish();
        Optional<Sha256> declared = incoming.declaredAfterwards();
        if (declared.isPresent() && !declared.get().equals(actual)) {
            throw new UploadRefusedException(new UploadRefusal.WrongDigest(declared.get(), actual));
        }
        return completion.complete(FindUpload.require(uploads, upload.tenant(), upload.id()), writer, actual);
    }

    private long pumped(Upload upload, UUID writer, RunningDigest digest, IncomingArtifact incoming) {
        try {
            return pump.pump(upload, writer, digest, incoming.bytes(), PartPump.End.OF_UPLOAD);
        } catch (IOException e) {
            List<Part> stored =
                    FindUpload.require(uploads, upload.tenant(), upload.id()).parts();
            throw new UploadRefusedException(new UploadRefusal.Truncated(
                    incoming.atMost(), stored.stream().mapToLong(Part::length).sum()));
        }
    }

    private void forget(Upload upload, boolean published) {
        try {
            if (published) {
                uploads.remove(upload.id());
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
