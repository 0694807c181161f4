package io.slipway.rollout.campaign.http;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.events.Traces;
import io.slipway.rollout.Problem;
import io.slipway.rollout.RequestJson;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.campaign.AbortRollout;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.PauseRollout;
import io.slipway.rollout.campaign.ResumeRollout;
import io.slipway.rollout.campaign.StartRollout;
import io.slipway.rollout.campaign.Transition;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutId;
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
    public Uni<RolloutAnswer> start(@BeanParam TenantParameter owner, @PathParam("rolloutId") String rolloutId) {
        Optional<Trace> trace = Optional.ofNullable(Traces.currentTraceparent()).map(Trace::new);
        return command(owner, rolloutId, key -> startRollout.start(key, trace));
    }

    @POST
    @Path("/rollouts/{rolloutId}/pause")
    @Operation(
            operationId = "pauseRollout",
            summary = "Holds a rollout",
            description = "No further wave starts; devices that have begun go on.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = StopRequest.class)))
    public Uni<RolloutAnswer> pause(
            @BeanParam TenantParameter owner, @PathParam("rolloutId") String rolloutId, @Nullable String body) {
        String words = words(body);
        return command(owner, rolloutId, key -> pauseRollout.pause(key, words));
    }

    @POST
    @Path("/rollouts/{rolloutId}/resume")
    @Operation(
            operationId = "resumeRollout",
            summary = "Lets a paused rollout go on",
            description =
                    "Accepts what it was paused for: past failures no longer count, a missed threshold no longer holds the next wave.")
    public Uni<RolloutAnswer> resume(@BeanParam TenantParameter owner, @PathParam("rolloutId") String rolloutId) {
        return command(owner, rolloutId, resumeRollout::resume);
    }

    @POST
    @Path("/rollouts/{rolloutId}/abort")
    @Operation(
            operationId = "abortRollout",
            summary = "Gives a rollout up",
            description =
                    "Cancels what no device has begun and asks the others to stop; those past the point of no return finish.")
    @RequestBody(required = false, content = @Content(schema = @Schema(implementation = StopRequest.class)))
    public Uni<RolloutAnswer> abort(
            @BeanParam TenantParameter owner, @PathParam("rolloutId") String rolloutId, @Nullable String body) {
        String words = words(body);
        return command(owner, rolloutId, key -> abortRollout.abort(key, words));
    }

    private static Uni<RolloutAnswer> command(
            TenantParameter owner,
            String rolloutId,
            Function<RolloutKey, CompletionStage<Optional<Campaigns.Changed>>> useCase) {
        RolloutKey key = new RolloutKey(owner.tenant(), new RolloutId(Problem.uuid("rolloutId", rolloutId)));
        return Uni.createFrom().completionStage(() -> useCase.apply(key)).map(changed -> changed.map(
                        RolloutCommandsResource::answer)
                .orElseThrow(() ->
                        Problem.of(Status.NOT_FOUND, "rollout-unknown", "There is no rollout " + key.id() + ".")));
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
