package io.slipway.artifact.publication;

import java.time.Duration;
import java.util.UUID;

/**
 * The right to write to one upload, kept alive while it is in use: a virtual thread prolongs it until it is closed. When the process dies it ends by itself,
 * and another process may go on.
 */
final class UploadHold implements AutoCloseable {

    /** Longer than the longest stall of a living process that is to be survived. */
    static final Duration TIME = Duration.ofSeconds(30);

    private static final Duration BEAT = Duration.ofSeconds(10);

    private final UploadHolds holds;
    private final UUID upload;
    private final UUID writer;
    private final Thread heart;

    UploadHold(UploadHolds holds, UUID upload, UUID writer) {
        this.holds = holds;
        this.upload = upload;
        this.writer = writer;
        this.heart = Thread.ofVirtual().name("upload-hold-" + upload).start(this::beat);
    }

    /** Who holds the upload. */
    UUID writer() {
        return writer;
    }

    private void beat() {
        try {
            while (true) {
                Thread.sleep(BEAT);
                holds.prolong(upload, writer);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    @Override
    public void close() {
        heart.interrupt();
        holds.release(upload, writer);
    }
}
