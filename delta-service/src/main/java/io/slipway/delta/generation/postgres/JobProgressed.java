package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Way;
import io.slipway.delta.generation.postgres.PathEvent.ImageJson;
import io.slipway.delta.generation.postgres.PathEvent.ReasonJson;

/** The event {@code PayloadJobProgressed}: where a job stands, in the words of the REST API. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record JobProgressed(
        String tenant,
        UUID jobId,
        String kind,
        ImageJson image,
        @Nullable ImageJson from,
        String state,
        @Nullable Integer failures,
        @Nullable ProgressJson progress,
        @Nullable ReasonJson reason,
        String at) {

    /** Bytes of one phase. */
    record ProgressJson(String phase, long done, long total) {

        static ProgressJson of(Progress progress) {
            return new ProgressJson(
                    progress.phase().name().toLowerCase(Locale.ROOT), progress.done(), progress.total());
        }
    }

    static JobProgressed of(UUID id, PayloadJob job, Instant at) {
        return switch (job) {
            case Queued(Way way, int failures, Instant _) -> of(id, way, "queued", failures, null, null, at);
            case Generating generating -> {
                Way way = generating.way();
                yield of(
                        id,
                        generating,
                        new Progress(Phase.FETCHING, 0, way.image().length()),
                        at);
            }
            case Ready ready -> of(id, ready.way(), "ready", null, null, null, at);
            case Cold cold -> of(id, cold.way(), "cold", null, null, null, at);
            case FullIsSmaller smaller -> of(id, smaller.way(), "rejected", null, null, smaller.reason(), at);
            case Rejected(Way way, Reason reason) -> of(id, way, "rejected", null, null, reason, at);
            case Failed(Way way, Reason reason) -> of(id, way, "failed", null, null, reason, at);
            case Cancelled(Way way) -> of(id, way, "cancelled", null, null, null, at);
        };
    }

    static JobProgressed of(UUID id, Generating job, Progress progress, Instant at) {
        String state = progress.phase() == Phase.VERIFYING ? "verifying" : "running";
        return of(id, job.way(), state, job.failures(), progress, null, at);
    }

    private static JobProgressed of(
            UUID id,
            Way way,
            String state,
            @Nullable Integer failures,
            @Nullable Progress progress,
            @Nullable Reason reason,
            Instant at) {
        return new JobProgressed(
                way.image().tenant(),
                id,
                way.kind().word(),
                ImageJson.of(way.image()),
                way.from().map(ImageJson::of).orElse(null),
                state,
                failures,
                progress == null ? null : ProgressJson.of(progress),
                reason == null ? null : new ReasonJson(reason.code(), reason.detail()),
                at.toString());
    }
}
