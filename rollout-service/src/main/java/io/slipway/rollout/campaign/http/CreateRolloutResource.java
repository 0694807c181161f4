package io.slipway.rollout.campaign.http;

import java.net.URI;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.slipway.rollout.Answers;
import io.slipway.rollout.Problem;
import io.slipway.rollout.RequestJson;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.campaign.CreateRollout;
import io.slipway.rollout.campaign.Refusals;
import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutPlan;
import io.slipway.rollout.deployment.Reason;

/** Creates rollouts. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rollouts")
public class CreateRolloutResource {

    private final CreateRollout createRollout;
    private final RequestJson json;

    CreateRolloutResource(CreateRollout createRollout, RequestJson json) {
        this.createRollout = createRollout;
        this.json = json;
    }

    @POST
    @Path("/rollouts")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createRollout",
            summary = "Creates a rollout",
            description = "It is ready at once, or a draft that becomes ready when the release's payloads are signed.")
    @RequestBody(content = @Content(schema = @Schema(implementation = RolloutRequest.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created.",
            headers =
                    @Header(
                            name = "Location",
                            description = "Where it is.",
                            schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = RolloutAnswer.class)))
    @APIResponse(
            responseCode = "409",
            description = "`release-withdrawn`: the release must not be installed any more.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    @APIResponse(
            responseCode = "404",
            description = "`release-unknown`: the tenant has no such release.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<RestResponse<RolloutAnswer>> create(@BeanParam TenantParameter owner, String body) {
        RolloutPlan plan = plan(body);
        return Uni.createFrom()
                .completionStage(() -> createRollout.create(owner.tenant(), plan))
                .map(outcome -> switch (outcome) {
                    case CreateRollout.Outcome.Created(Rollout rollout) -> created(rollout);
                    case CreateRollout.Outcome.Refused(Reason reason) ->
                        throw Problem.of(status(reason), reason.code(), reason.detail());
                });
    }

    private RolloutPlan plan(String body) {
        try {
            return json.read(body, RolloutRequest.class).plan();
        } catch (IllegalArgumentException e) {
            throw Problem.request(e.getMessage() + ".");
        }
    }

    private static RestResponse<RolloutAnswer> created(Rollout rollout) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, RolloutAnswer.of(rollout))
                .location(URI.create("/api/v1/rollouts/" + rollout.key().id()))
                .build();
    }

    private static Status status(Reason reason) {
        return reason.code().equals(Refusals.RELEASE_UNKNOWN) ? Status.NOT_FOUND : Status.CONFLICT;
    }
}
