package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Lease;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.PayloadJob.Remains;
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
        job.way().from().ifPresent(source -> {
            row.sourceSha256 = source.sha256().hex();
            row.sourceLength = source.length();
        });
        row.leadsBack = job.way() instanceof Way.Back;
        row.wantedAt = now;
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
            case "ready" -> new Ready(way, payload(row));
            case "cold" -> new Cold(way, payload(row), base(row).orElseThrow(), remains(row));
            case "full-is-smaller" ->
                new FullIsSmaller(way, new Sizes(present(row.deltaLength), present(row.fullLength)));
            case "rejected" -> new Rejected(way, new Reason(present(row.reasonCode), present(row.reasonDetail)));
            case "failed" -> new Failed(way, new Reason(present(row.reasonCode), present(row.reasonDetail)));
            case "cancelled" -> new Cancelled(way);
            default -> throw new IllegalStateException("state '" + row.state + "' of job " + row.jobKey);
        };
    }

    static Optional<Image> base(JobRow row) {
        return row.baseSha256 == null
                ? Optional.empty()
                : Optional.of(new Image(row.tenant, new Sha256(row.baseSha256), present(row.baseLength)));
    }

    private static Way way(JobRow row) {
        Image image = new Image(row.tenant, new Sha256(row.imageSha256), row.imageLength);
        if (row.sourceSha256 == null) {
            return new Way.Full(image);
        }
        Image source = new Image(row.tenant, new Sha256(row.sourceSha256), present(row.sourceLength));
        return row.leadsBack ? new Way.Back(source, image) : new Way.Delta(source, image);
    }

    private static StoredPayload payload(JobRow row) {
        return new StoredPayload(
                new Sha256(present(row.payloadSha256)),
                present(row.payloadLength),
                new IndexReference(present(row.indexLength), new Sha256(present(row.indexSha256))));
    }

    private static Remains remains(JobRow row) {
        return Remains.valueOf(present(row.remains).toUpperCase(Locale.ROOT));
    }

    /**
     * Sets every column that belongs to a state, so that nothing of the one before is left; but for how to make a cold image, which has to be known until
     * its payload is ready again.
     */
    static void write(PayloadJob job, JobRow row, Instant now) {
        clear(row);
        row.changedAt = now;
        if (row.beganAt != null && row.endedAt == null) {
            row.endedAt = now;
        }
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
                write(payload, row);
                row.baseSha256 = null;
                row.baseLength = null;
                row.markedSha256 = null;
            }
            case Cold(Way _, StoredPayload payload, Image base, Remains remains) -> {
                row.state = "cold";
                write(payload, row);
                row.baseSha256 = base.sha256().hex();
                row.baseLength = base.length();
                row.remains = remains.name().toLowerCase(Locale.ROOT);
                row.markedSha256 =
                        remains == Remains.STORED ? null : payload.sha256().hex();
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

    private static void write(StoredPayload payload, JobRow row) {
        row.payloadSha256 = payload.sha256().hex();
        row.payloadLength = payload.length();
        row.indexSha256 = payload.index().sha256().hex();
        row.indexLength = payload.index().length();
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
        row.remains = null;
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
