package io.slipway.rollout.deployment.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.Answers;
import io.slipway.rollout.Problem;
import io.slipway.rollout.RolloutParameter;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.DeploymentId;
import io.slipway.rollout.deployment.Deployments;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Fleet;

/** The deployments, to look at. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public class DeploymentsResource {

    private static final int USUAL_PAGE = 100;
    private static final int USUAL_HISTORY = 20;
    private static final int LARGEST_PAGE = 500;

    private static final String WORDS =
            Arrays.stream(Stage.values()).map(Stage::word).collect(Collectors.joining(", "));

    private final Deployments deployments;
    private final Fleet fleet;

    DeploymentsResource(Deployments deployments, Fleet fleet) {
        this.deployments = deployments;
        this.fleet = fleet;
    }

    /** A page of deployments. */
    @Schema(
            name = "DeploymentPage",
            requiredProperties = {"items"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<DeploymentView> items,

            @Schema(description = "Give this as `after` for the next page; absent on the last.") @Nullable
            String next) {}

    @GET
    @Path("/rollouts/{rolloutId}/deployments")
    @Operation(
            operationId = "listDeployments",
            summary = "Lists the deployments of a rollout in the order of their devices' ids",
            description = "Devices whose wave has not started have none yet.")
    @APIResponse(responseCode = "200", description = "A page of deployments.")
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<Page> list(
            @BeanParam RolloutParameter rollout,
            @QueryParam("state")
                    @Parameter(description = "Only in this state, as `state` of a deployment; may be repeated.")
                    List<String> states,
            @QueryParam("after")
                    @Parameter(
                            description = "Only devices behind this id.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                    @Nullable
                    String after,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "100"))
                    @Nullable
                    String limit) {
        int most = Problem.limit(limit, USUAL_PAGE, LARGEST_PAGE);
        RolloutKey key = rollout.key();
        Set<Stage> stages = stages(states);
        Optional<DeviceId> behind = Optional.ofNullable(after).map(DeploymentsResource::device);
        return Uni.createFrom()
                .completionStage(() -> deployments.list(key, stages, behind, most))
                .map(found -> page(found.orElseThrow(() -> Problem.unknown("rollout", key.id())), most));
    }

    @GET
    @Path("/devices/{deviceId}/deployments")
    @Operation(operationId = "listDeploymentsOfDevice", summary = "Lists the latest deployments of a device")
    @APIResponse(responseCode = "200", description = "The deployments, the latest first.")
    @APIResponse(
            responseCode = "404",
            description = "`device-unknown`: the tenant has no such device.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<Page> ofDevice(
            @BeanParam TenantParameter owner,
            @PathParam("deviceId")
                    @Parameter(
                            description = "The device.",
                            schema = @Schema(type = SchemaType.STRING, pattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"))
                    String deviceId,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "500",
                                            defaultValue = "20"))
                    @Nullable
                    String limit) {
        int most = Problem.limit(limit, USUAL_HISTORY, LARGEST_PAGE);
        DeviceKey key = new DeviceKey(owner.tenant(), device(deviceId));
        return Uni.createFrom()
                .completionStage(() -> fleet.find(key))
                .map(device -> device.orElseThrow(() -> Problem.unknown("device", key.id())))
                .chain(device -> Uni.createFrom().completionStage(() -> deployments.of(key, most)))
                .map(found -> new Page(found.stream().map(DeploymentView::of).toList(), null));
    }

    @GET
    @Path("/deployments/{deploymentId}")
    @Operation(operationId = "getDeployment", summary = "Answers one deployment")
    @APIResponse(responseCode = "200", description = "The deployment.")
    @APIResponse(
            responseCode = "404",
            description = "`deployment-unknown`: the tenant has no such deployment.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<DeploymentView> get(
            @BeanParam TenantParameter owner,
            @PathParam("deploymentId")
                    @Parameter(
                            description = "The deployment.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String deploymentId) {
        DeploymentId id = new DeploymentId(Problem.uuid("deploymentId", deploymentId));
        return Uni.createFrom()
                .completionStage(() -> deployments.find(owner.tenant(), id))
                .map(found -> found.map(DeploymentView::of).orElseThrow(() -> Problem.unknown("deployment", id)));
    }

    private static Page page(List<Deployment> found, int limit) {
        String next =
                found.size() < limit ? null : found.getLast().device().id().value();
        return new Page(found.stream().map(DeploymentView::of).toList(), next);
    }

    private static Set<Stage> stages(List<String> words) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String word : words) {
            stages.add(Stage.of(word).orElseThrow(() -> Problem.parameter("state is one of " + WORDS + ".")));
        }
        return stages;
    }

    private static DeviceId device(String text) {
        try {
            return new DeviceId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.parameter(e.getMessage() + ".");
        }
    }
}
