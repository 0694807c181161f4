package io.slipway.delta.catalogue.http;

import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.catalogue.PathState.Cold;
import io.slipway.delta.catalogue.PathState.Generating;
import io.slipway.delta.catalogue.PathState.Queued;
import io.slipway.delta.catalogue.PathState.Ready;
import io.slipway.delta.catalogue.PathState.Rejected;
import io.slipway.delta.catalogue.PathState.Withdrawn;
import io.slipway.delta.catalogue.UpdatePath;
import io.slipway.delta.generation.Progress;
import io.slipway.delta.generation.Reason;
import io.slipway.delta.generation.StoredPayload;

/** An update path as JSON. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "UpdatePath", description = "A way to bring a component of a release to devices.")
public record UpdatePathView(
        @Schema(required = true) UUID id,
        @Schema(required = true) UUID releaseId,
        @Schema(required = true) String component,

        @Schema(
                required = true,
                description = "full: the payload needs no source image; delta: it does.",
                enumeration = {"full", "delta"})
        String kind,

        @Schema(required = true) ImageView image,

        @Schema(description = "The source image of a delta.") @Nullable
        ImageView from,

        @Schema(
                required = true,
                enumeration = {"queued", "generating", "ready", "cold", "rejected", "withdrawn"})
        String state,

        @Schema(description = "Attempts that failed; while queued or generating.") @Nullable
        Integer failures,

        @Schema(description = "When the next attempt may begin; while queued.") @Nullable
        Instant notBefore,

        @Schema(description = "While generating.") @Nullable ProgressView progress,

        @Schema(description = "When ready.") @Nullable PayloadView payload,

        @Schema(description = "When rejected.") @Nullable ReasonView reason,

        @Schema(required = true) Instant requestedAt,
        @Schema(required = true) Instant changedAt) {

    static UpdatePathView of(UpdatePath path) {
        return switch (path.state()) {
            case Queued(int failures, Instant notBefore) -> view(path, "queued", failures, notBefore, null, null, null);
            case Generating(int failures, Progress progress) ->
                view(path, "generating", failures, null, ProgressView.of(progress), null, null);
            case Ready(StoredPayload payload) -> view(path, "ready", null, null, null, PayloadView.of(payload), null);
            case Cold() -> view(path, "cold", null, null, null, null, null);
            case Rejected(Reason reason) -> view(path, "rejected", null, null, null, null, ReasonView.of(reason));
            case Withdrawn() -> view(path, "withdrawn", null, null, null, null, null);
        };
    }

    private static UpdatePathView view(
            UpdatePath path,
            String state,
            @Nullable Integer failures,
            @Nullable Instant notBefore,
            @Nullable ProgressView progress,
            @Nullable PayloadView payload,
            @Nullable ReasonView reason) {
        return new UpdatePathView(
                path.id(),
                path.releaseId(),
                path.component(),
                path.way().kind().word(),
                ImageView.of(path.way().image()),
                WayView.from(path.way()),
                state,
                failures,
                notBefore,
                progress,
                payload,
                reason,
                path.requestedAt(),
                path.changedAt());
    }
}
