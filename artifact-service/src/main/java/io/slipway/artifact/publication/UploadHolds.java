package io.slipway.artifact.publication;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

import org.jboss.logging.Logger;

/** Hands out the right to write to uploads. */
public final class UploadHolds {

    private static final Logger LOG = Logger.getLogger(UploadHolds.class);

    private final Uploads uploads;
    private final Clock clock;

    public UploadHolds(Uploads uploads, Clock clock) {
        this.uploads = uploads;
        this.clock = clock;
    }

    /**
     * Takes an upload.
     *
     * @throws UploadRefusedException with {@code Busy} if another writer has it
     */
    UploadHold take(UUID upload) {
        UUID writer = UUID.randomUUID();
        if (!uploads.hold(upload, from(writer), clock.instant())) {
            throw new UploadRefusedException(new UploadRefusal.Busy());
        }
        return keep(upload, writer);
    }

    /** Keeps an upload that was taken when it was added. */
    UploadHold keep(UUID upload, UUID writer) {
        return new UploadHold(this, upload, writer);
    }

    void prolong(UUID upload, UUID writer) {
        try {
            uploads.hold(upload, from(writer), clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("Upload hold not prolonged, trying again uploadId=%s: %s", upload, e.getMessage());
        }
    }

    void release(UUID upload, UUID writer) {
        try {
            uploads.release(upload, writer);
        } catch (RuntimeException e) {
            LOG.warnf("Upload hold not released, it ends by itself uploadId=%s: %s", upload, e.getMessage());
        }
    }

    private Uploads.Hold from(UUID writer) {
        return from(clock.instant(), writer);
    }

    /** A hold that begins now. */
    static Uploads.Hold from(Instant now, UUID writer) {
        return new Uploads.Hold(writer, now.plus(UploadHold.TIME));
    }
}
