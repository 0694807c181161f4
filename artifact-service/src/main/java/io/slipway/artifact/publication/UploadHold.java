package io.slipway.artifact.publication;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.jboss.logging.Logger;

/**
 * The right to write to one upload, kept alive while it is in use: a virtual thread prolongs it until it is closed. When the process dies it ends by itself,
 * and another process may go on.
 */
final class UploadHold implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(UploadHold.class);

    /** Longer than the longest stall of a living process that is to be survived. */
    static final Duration TIME = Duration.ofSeconds(30);

    private static final Duration BEAT = Duration.ofSeconds(10);

    private final Uploads uploads;
    private final Clock clock;
    private final UUID upload;
    private final UUID writer;
    private final Thread heart;

    private UploadHold(Uploads uploads, Clock clock, UUID upload, UUID writer) {
        this.uploads = uploads;
        this.clock = clock;
        this.upload = upload;
        this.writer = writer;
        this.heart = Thread.ofVirtual().name("upload-hold-" + upload).start(this::beat);
    }

    /**
     * Takes an upload.
     *
     * @throws UploadRefusedException with {@code Busy} if another writer has it
     */
    static UploadHold take(Uploads uploads, Clock clock, UUID upload) {
        UUID writer = UUID.randomUUID();
        if (!uploads.hold(upload, from(clock, writer), clock.instant())) {
            throw new UploadRefusedException(new UploadRefusal.Busy());
        }
        return new UploadHold(uploads, clock, upload, writer);
    }

    /** Keeps a hold that was taken when the upload was added. */
    static UploadHold keep(Uploads uploads, Clock clock, UUID upload, UUID writer) {
        return new UploadHold(uploads, clock, upload, writer);
    }

    /** A hold that begins now. */
    static Uploads.Hold from(Clock clock, UUID writer) {
        return new Uploads.Hold(writer, clock.instant().plus(TIME));
    }

    UUID writer() {
        return writer;
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                prolong();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    private void prolong() {
        try {
            uploads.hold(upload, from(clock, writer), clock.instant());
        } catch (RuntimeException e) {
            LOG.warnf("Upload hold not prolonged, trying again uploadId=%s: %s", upload, e.getMessage());
        }
    }

    @Override
    public void close() {
        heart.interrupt();
        try {
            uploads.release(upload, writer);
        } catch (RuntimeException e) {
            LOG.warnf("Upload hold not released, it ends by itself uploadId=%s: %s", upload, e.getMessage());
        }
    }
}
