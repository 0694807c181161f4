package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Sizes;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

/** Between the states of a job and the columns of its row. */
final class JobMapping {

    private JobMapping() {}

    static JobRow newRow(PayloadJob job, Instant now) {
        JobRow row = new JobRow();
        Image image = job.way().image();
        row.jobKey = job.way().key();
        row.id = UUID.randomUUID();
        row.tenant = image.tenant();
        row.imageSha256 = image.sha256().hex();
        row.imageLength = image.length();
        if (job.way() instanceof Way.Delta(Image source, Image _)) {
            row.sourceSha256 = source.sha256().hex();
            row.sourceLength = source.length();
        }
        row.notBefore = now;
        row.createdAt = now;
        write(job, row, now);
        return row;
    }

    static PayloadJob read(JobRow row) {
        Way way = way(row);
        return switch (row.state) {
            case "queued" -> new Queued(way, row.failures, row.notBefore);
            case "generating" ->
                new Generating(way, row.failures, new Lease(present(row.leaseOwner), present(row.leaseUntil)));
            case "ready" ->
                new Ready(
                        way,
                        new StoredPayload(
                                new Sha256(present(row.payloadSha256)),
                                present(row.payloadLength),
                                new IndexReference(present(row.indexLength), new Sha256(present(row.indexSha256)))));
            case "full-is-smaller" ->
                new FullIsSmaller(way, new Sizes(present(row.deltaLength), present(row.fullLength)));
            case "rejected" -> new Rejected(way, new Reason(present(row.reasonCode), present(row.reasonDetail)));
            case "failed" -> new Failed(way, new Reason(present(row.reasonCode), present(row.reasonDetail)));
            case "cancelled" -> new Cancelled(way);
            default -> throw new IllegalStateException("state '" + row.state + "' of job " + row.jobKey);
        };
    }

    private static Way way(JobRow row) {
        Image image = new Image(row.tenant, new Sha256(row.imageSha256), row.imageLength);
        return row.sourceSha256 == null
                ? new Way.Full(image)
                : new Way.Delta(new Image(row.tenant, new Sha256(row.sourceSha256), present(row.sourceLength)), image);
    }

    /** Sets every column that belongs to a state, so that nothing of the one before is left. */
    static void write(PayloadJob job, JobRow row, Instant now) {
        clear(row);
        row.changedAt = now;
        row.endedAt = row.beganAt == null ? null : now;
        switch (job) {
            case Queued(Way _, int failures, Instant notBefore) -> {
                row.state = "queued";
                row.failures = failures;
                row.notBefore = notBefore;
            }
            case Generating(Way _, int failures, Lease lease) -> {
                row.state = "generating";
                row.failures = failures;
                row.leaseOwner = lease.owner();
                row.leaseUntil = lease.until();
                row.beganAt = now;
                row.endedAt = null;
            }
            case Ready(Way _, StoredPayload payload) -> {
                row.state = "ready";
                row.payloadSha256 = payload.sha256().hex();
                row.payloadLength = payload.length();
                row.indexSha256 = payload.index().sha256().hex();
                row.indexLength = payload.index().length();
            }
            case FullIsSmaller(Way _, Sizes sizes) -> {
                row.state = "full-is-smaller";
                row.deltaLength = sizes.delta();
                row.fullLength = sizes.full();
            }
            case Rejected(Way _, Reason reason) -> ended(row, "rejected", reason);
            case Failed(Way _, Reason reason) -> ended(row, "failed", reason);
            case Cancelled _ -> row.state = "cancelled";
        }
    }

    private static void ended(JobRow row, String state, Reason reason) {
        row.state = state;
        row.reasonCode = reason.code();
        row.reasonDetail = reason.detail();
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
        row.deltaLength = null;
        row.fullLength = null;
        row.reasonCode = null;
        row.reasonDetail = null;
    }

    /** The table's checks see to it that a column that a state needs is there. */
    private static <T> T present(@Nullable T value) {
        return Objects.requireNonNull(value);
    }
}
