package io.slipway.delta.catalogue.http;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.catalogue.JobState.Cancelled;
import io.slipway.delta.catalogue.JobState.Cold;
import io.slipway.delta.catalogue.JobState.Failed;
import io.slipway.delta.catalogue.JobState.FullIsSmaller;
import io.slipway.delta.catalogue.JobState.Queued;
import io.slipway.delta.catalogue.JobState.Ready;
import io.slipway.delta.catalogue.JobState.Rejected;
import io.slipway.delta.catalogue.JobState.Running;
import io.slipway.delta.catalogue.KnownJob;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Progress.Phase;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.Sizes;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.Way;

/** The work on a payload as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "PayloadJob", description = "The work on one payload, whichever releases wait for it.")
public record PayloadJobView(
        @Schema(required = true) UUID id,

        @Schema(
                required = true,
                description =
                        "full: the payload needs no source image; delta: it does; back: no payload, but the proof that an older version can be made by the delta from a newer one.",
                enumeration = {"full", "delta", "back"})
        String kind,

        @Schema(required = true) ImageView image,

        @Schema(
                description =
                        "The source image of a delta; the newer version of a way back, or of a full payload that is cold.")
        @Nullable
        ImageView from,

        @Schema(
                required = true,
                enumeration = {"queued", "running", "verifying", "ready", "cold", "rejected", "failed", "cancelled"})
        String state,

        @Schema(description = "Attempts that failed; while queued, running or verifying.") @Nullable
        Integer failures,

        @Schema(description = "When the next attempt may begin; while queued.") @Nullable
        Instant notBefore,

        @Schema(description = "While running or verifying.") @Nullable
        ProgressView progress,

        @Schema(description = "Seconds that the attempt under way, or the last one, has taken.") @Nullable
        Long seconds,

        @Schema(
                description =
                        "When ready; of a way back the full payload that was proven. When cold, the full payload that was and will be again.")
        @Nullable
        PayloadView payload,

        @Schema(description = "Bytes of a delta that was made and thrown away.") @Nullable
        Long deltaLength,

        @Schema(description = "The delta's size as a share of the full payload's; when ready, or rejected for it.")
        @Nullable
        Double ratioToFull,

        @Schema(description = "When rejected or failed.") @Nullable
        ReasonView reason,

        @Schema(required = true) Instant createdAt,
        @Schema(required = true) Instant changedAt) {

    static PayloadJobView of(KnownJob job) {
        return switch (job.state()) {
            case Queued(int failures, Instant notBefore) ->
                view(job, "queued", failures, notBefore, null, null, null, null, null);
            case Running(int failures, Progress progress) ->
                view(job, running(progress), failures, null, ProgressView.of(progress), null, null, null, null);
            case Ready(StoredPayload payload, OptionalLong fullLength) ->
                view(
                        job,
                        "ready",
                        null,
                        null,
                        null,
                        PayloadView.of(payload),
                        null,
                        ratio(job, payload, fullLength),
                        null);
            case Cold(StoredPayload payload, Image _) ->
                view(job, "cold", null, null, null, PayloadView.of(payload), null, null, null);
            case FullIsSmaller(Sizes sizes, Reason reason) ->
                view(job, "rejected", null, null, null, null, sizes.delta(), sizes.ratio(), ReasonView.of(reason));
            case Rejected(Reason reason) ->
                view(job, "rejected", null, null, null, null, null, null, ReasonView.of(reason));
            case Failed(Reason reason) ->
                view(job, "failed", null, null, null, null, null, null, ReasonView.of(reason));
            case Cancelled() -> view(job, "cancelled", null, null, null, null, null, null, null);
        };
    }

    private static String running(Progress progress) {
        return progress.phase() == Phase.VERIFYING ? "verifying" : "running";
    }

    private static @Nullable Double ratio(KnownJob job, StoredPayload payload, OptionalLong fullLength) {
        return job.way() instanceof Way.Delta && fullLength.isPresent()
                ? Double.valueOf(new Sizes(payload.length(), fullLength.getAsLong()).ratio())
                : null;
    }

    private static PayloadJobView view(
            KnownJob job,
            String state,
            @Nullable Integer failures,
            @Nullable Instant notBefore,
            @Nullable ProgressView progress,
            @Nullable PayloadView payload,
            @Nullable Long deltaLength,
            @Nullable Double ratioToFull,
            @Nullable ReasonView reason) {
        return new PayloadJobView(
                job.id(),
                job.way().kind().word(),
                ImageView.of(job.way().image()),
                job.state() instanceof Cold cold ? ImageView.of(cold.base()) : WayView.from(job.way()),
                state,
                failures,
                notBefore,
                progress,
                job.worked().map(Duration::toSeconds).orElse(null),
                payload,
                deltaLength,
                ratioToFull,
                reason,
                job.createdAt(),
                job.changedAt());
    }
}
