package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/** Between the states of a job and the columns of its row. */
final class JobMapping {

    private JobMapping() {}

    static JobRow newRow(PayloadJob job, Instant now) {
        JobRow row = new JobRow();
        row.imageKey = job.image().key();
        row.tenant = job.image().tenant();
        row.imageSha256 = job.image().sha256().hex();
        row.imageLength = job.image().length();
        row.notBefore = now;
        row.createdAt = now;
        write(job, row, now);
        return row;
    }

    static PayloadJob read(JobRow row) {
        Image image = new Image(row.tenant, new Sha256(row.imageSha256), row.imageLength);
        return switch (row.state) {
            case "queued" -> new Queued(image, row.failures, row.notBefore);
            case "generating" ->
                new Generating(image, row.failures, new Lease(present(row.leaseOwner), present(row.leaseUntil)));
            case "ready" ->
                new Ready(
                        image,
                        new StoredPayload(
                                new Sha256(present(row.payloadSha256)),
                                present(row.payloadLength),
                                new IndexReference(present(row.indexLength), new Sha256(present(row.indexSha256)))));
            case "rejected" -> new Rejected(image, new Reason(present(row.reasonCode), present(row.reasonDetail)));
            case "cancelled" -> new Cancelled(image);
            default -> throw new IllegalStateException("state '" + row.state + "' of job " + row.imageKey);
        };
    }

    /** Sets every column that belongs to a state, so that nothing of the one before is left. */
    static void write(PayloadJob job, JobRow row, Instant now) {
        clear(row);
        row.changedAt = now;
        switch (job) {
            case Queued(Image _, int failures, Instant notBefore) -> {
                row.state = "queued";
                row.failures = failures;
                row.notBefore = notBefore;
            }
            case Generating(Image _, int failures, Lease lease) -> {
                row.state = "generating";
                row.failures = failures;
                row.leaseOwner = lease.owner();
                row.leaseUntil = lease.until();
            }
            case Ready(Image _, StoredPayload payload) -> {
                row.state = "ready";
                row.payloadSha256 = payload.sha256().hex();
                row.payloadLength = payload.length();
                row.indexSha256 = payload.index().sha256().hex();
                row.indexLength = payload.index().length();
            }
            case Rejected(Image _, Reason reason) -> {
                row.state = "rejected";
                row.reasonCode = reason.code();
                row.reasonDetail = reason.detail();
            }
            case Cancelled(Image _) -> row.state = "cancelled";
        }
    }

    private static void clear(JobRow row) {
        row.failures = 0;
        row.leaseOwner = null;
        row.leaseUntil = null;
        row.phase = null;
        row.phaseDone = 0;
        row.phaseTotal = 0;
        row.payloadSha256 = null;
        row.payloadLength = null;
        row.indexSha256 = null;
        row.indexLength = null;
        row.reasonCode = null;
        row.reasonDetail = null;
    }

    /** The table's checks see to it that a column that a state needs is there. */
    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
