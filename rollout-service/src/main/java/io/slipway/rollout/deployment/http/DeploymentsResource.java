package io.slipway.rollout.deployment.http;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.Problem;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.DeploymentId;
import io.slipway.rollout.deployment.Deployments;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;

/** The deployments, to look at. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "deployments")
public class DeploymentsResource {

    private static final int LARGEST_PAGE = 500;

    private final Deployments deployments;

    DeploymentsResource(Deployments deployments) {
        this.deployments = deployments;
    }

    /** A page of deployments. */
    @Schema(name = "DeploymentPage")
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
    public Uni<Page> list(
            @BeanParam TenantParameter owner,
            @PathParam("rolloutId") String rolloutId,
            @QueryParam("state") @Parameter(description = "Only in this state; may be repeated.") List<String> states,
            @QueryParam("after") @Parameter(description = "Only devices behind this id.") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Problem.limit(limit, LARGEST_PAGE);
        RolloutKey key = new RolloutKey(owner.tenant(), new RolloutId(Problem.uuid("rolloutId", rolloutId)));
        Set<Stage> stages = stages(states);
        Optional<DeviceId> behind = Optional.ofNullable(after).map(DeploymentsResource::device);
        return Uni.createFrom()
                .completionStage(() -> deployments.list(key, stages, behind, most))
                .map(found -> page(found, most));
    }

    @GET
    @Path("/devices/{deviceId}/deployments")
    @Operation(operationId = "listDeploymentsOfDevice", summary = "Lists the latest deployments of a device")
    public Uni<Page> ofDevice(
            @BeanParam TenantParameter owner,
            @PathParam("deviceId") String deviceId,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        int most = Problem.limit(limit, LARGEST_PAGE);
        DeviceKey key = new DeviceKey(owner.tenant(), device(deviceId));
        return Uni.createFrom()
                .completionStage(() -> deployments.of(key, most))
                .map(found -> new Page(found.stream().map(DeploymentView::of).toList(), null));
    }

    @GET
    @Path("/deployments/{deploymentId}")
    @Operation(operationId = "getDeployment", summary = "Answers one deployment")
    public Uni<DeploymentView> get(@BeanParam TenantParameter owner, @PathParam("deploymentId") String deploymentId) {
        DeploymentId id = new DeploymentId(Problem.uuid("deploymentId", deploymentId));
        return Uni.createFrom()
                .completionStage(() -> deployments.find(owner.tenant(), id))
                .map(found -> found.map(DeploymentView::of)
                        .orElseThrow(() -> Problem.of(
                                Status.NOT_FOUND, "deployment-unknown", "There is no deployment " + id + ".")));
    }

    private static Page page(List<Deployment> found, int limit) {
        String next =
                found.size() < limit ? null : found.getLast().device().id().value();
        return new Page(found.stream().map(DeploymentView::of).toList(), next);
    }

    private static Set<Stage> stages(List<String> words) {
        Set<Stage> stages = EnumSet.noneOf(Stage.class);
        for (String word : words) {
            stages.add(Stage.of(word)
                    .orElseThrow(() -> Problem.invalid("There is no state '" + word + "' of a deployment.")));
        }
        return stages;
    }

    private static DeviceId device(String text) {
        try {
            return new DeviceId(text);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }
}
