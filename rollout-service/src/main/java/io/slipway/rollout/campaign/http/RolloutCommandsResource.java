package io.slipway.rollout.campaign.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.events.Traces;
import io.slipway.rollout.Answers;
import io.slipway.rollout.Problem;
import io.slipway.rollout.RequestJson;
import io.slipway.rollout.RolloutParameter;
import io.slipway.rollout.campaign.AbortRollout;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.PauseRollout;
import io.slipway.rollout.campaign.ResumeRollout;
import io.slipway.rollout.campaign.StartRollout;
import io.slipway.rollout.campaign.Transition;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;

/** What an operator does with a rollout. A command that finds its wish fulfilled already answers as if it had done it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rollouts")
public class RolloutCommandsResource {

    private final StartRollout startRollout;
    private final PauseRollout pauseRollout;
    private final ResumeRollout resumeRollout;
    private final AbortRollout abortRollout;
    private final RequestJson json;

    RolloutCommandsResource(
            StartRollout startRollout,
            PauseRollout pauseRollout,
            ResumeRollout resumeRollout,
            AbortRollout abortRollout,
            RequestJson json) {
        this.startRollout = startRollout;
        this.pauseRollout = pauseRollout;
        this.resumeRollout = resumeRollout;
        this.abortRollout = abortRollout;
        this.json = json;
    }

    @POST
    @Path("/rollouts/{rolloutId}/start")
    @Operation(
            operationId = "startRollout",
            summary = "Starts a rollout",
            description = "Fixes which devices are in which wave, and sends the first wave its commands.")
    @APIResponse(responseCode = "200", description = "Running now, or before.")
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    @APIResponse(
            responseCode = "409",
            description =
                    "`rollout-state`, `payloads-missing`, `release-withdrawn`, `no-devices`: the detail says more.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<RolloutAnswer> start(@BeanParam RolloutParameter rollout) {
        Optional<Trace> trace = Optional.ofNullable(Traces.currentTraceparent()).map(Trace::new);
        return command(rollout, key -> startRollout.start(key, trace));
    }

    @POST
    @Path("/rollouts/{rolloutId}/pause")
    @Operation(
            operationId = "pauseRollout",
            summary = "Holds a rollout",
            description = "No further wave starts; devices that have begun go on.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StopRequest.class)))
    @APIResponse(responseCode = "200", description = "Paused now, or before.")
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    @APIResponse(
            responseCode = "409",
            description = "`rollout-state`: only a running rollout can be paused.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<RolloutAnswer> pause(@BeanParam RolloutParameter rollout, @Nullable String body) {
        String words = words(body);
        return command(rollout, key -> pauseRollout.pause(key, words));
    }

    @POST
    @Path("/rollouts/{rolloutId}/resume")
    @Operation(
            operationId = "resumeRollout",
            summary = "Lets a paused rollout go on",
            description =
                    "Accepts what it was paused for: past failures no longer count, a missed threshold no longer holds the next wave.")
    @APIResponse(responseCode = "200", description = "Running now, or before.")
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    @APIResponse(
            responseCode = "409",
            description =
                    "`rollout-state`: only a paused rollout can be resumed. `release-withdrawn`: this one never again.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<RolloutAnswer> resume(@BeanParam RolloutParameter rollout) {
        return command(rollout, resumeRollout::resume);
    }

    @POST
    @Path("/rollouts/{rolloutId}/abort")
    @Operation(
            operationId = "abortRollout",
            summary = "Gives a rollout up",
            description =
                    "Cancels what no device has begun and asks the others to stop; those past the point of no return finish.")
    @RequestBody(
            required = false,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = StopRequest.class)))
    @APIResponse(responseCode = "200", description = "Aborted now, or before.")
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    @APIResponse(
            responseCode = "409",
            description = "`rollout-state`: the rollout is completed.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<RolloutAnswer> abort(@BeanParam RolloutParameter rollout, @Nullable String body) {
        String words = words(body);
        return command(rollout, key -> abortRollout.abort(key, words));
    }

    private static Uni<RolloutAnswer> command(
            RolloutParameter rollout, Function<RolloutKey, CompletionStage<Optional<Campaigns.Changed>>> useCase) {
        RolloutKey key = rollout.key();
        return Uni.createFrom().completionStage(() -> useCase.apply(key)).map(changed -> changed.map(
                        RolloutCommandsResource::answer)
                .orElseThrow(() -> Problem.unknown("rollout", key.id())));
    }

    private static RolloutAnswer answer(Campaigns.Changed changed) {
        return switch (changed.transition()) {
            case Transition.Moved moved -> RolloutAnswer.of(changed.rollout());
            case Transition.Ignored ignored -> RolloutAnswer.of(changed.rollout());
            case Transition.Refused(Reason reason) -> throw Problem.of(Status.CONFLICT, reason.code(), reason.detail());
        };
    }

    private String words(@Nullable String body) {
        return body == null || body.isBlank()
                ? ""
                : json.read(body, StopRequest.class).words();
    }
}
