package io.slipway.rollout.progress.http;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.Problem;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;

/** The rollouts, to look at and to watch. */
@Path("/api/v1")
@Tag(name = "rollouts")
public class RolloutsResource {

    private static final int LARGEST_PAGE = 100;

    private final Campaigns campaigns;
    private final ProgressFeed feed;

    RolloutsResource(Campaigns campaigns, ProgressFeed feed) {
        this.campaigns = campaigns;
        this.feed = feed;
    }

    /** A page of rollouts. */
    @Schema(name = "RolloutPage")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<RolloutView> items,

            @Schema(description = "Give this as `after` for the next page; absent on the last.") @Nullable
            String next) {}

    @GET
    @Path("/rollouts")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listRollouts", summary = "Lists the rollouts, newest first")
    public Uni<Page> list(
            @BeanParam TenantParameter owner,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @DefaultValue("20") int limit) {
        int most = Problem.limit(limit, LARGEST_PAGE);
        Optional<RolloutId> behind = Optional.ofNullable(after).map(text -> new RolloutId(Problem.uuid("after", text)));
        return Uni.createFrom()
                .completionStage(() -> campaigns.list(owner.tenant(), behind, most))
                .map(found -> page(found, most));
    }

    @GET
    @Path("/rollouts/{rolloutId}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getRollout", summary = "Answers one rollout")
    public Uni<RolloutView> get(@BeanParam TenantParameter owner, @PathParam("rolloutId") String rolloutId) {
        RolloutKey key = key(owner, rolloutId);
        return Uni.createFrom().completionStage(() -> campaigns.find(key)).map(found -> found.map(RolloutView::of)
                .orElseThrow(() -> unknown(key)));
    }

    @GET
    @Path("/rollouts/{rolloutId}/progress")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "watchRollout",
            summary = "Watches one rollout",
            description =
                    "Server-sent events `progress`: at once and after every change, at most one a second. The data is the rollout as `getRollout` answers it, with `devices`, those that deserve attention first, and `devicesOmitted`. Comments keep the connection alive.")
    public Multi<OutboundSseEvent> watch(
            @BeanParam TenantParameter owner, @PathParam("rolloutId") String rolloutId, @Context Sse sse) {
        RolloutKey key = key(owner, rolloutId);
        return Uni.createFrom()
                .completionStage(() -> campaigns.find(key))
                .map(found -> found.orElseThrow(() -> unknown(key)))
                .onItem()
                .transformToMulti(found -> feed.watch(key))
                .map(signal -> event(sse, signal));
    }

    private static OutboundSseEvent event(Sse sse, ProgressFeed.Signal signal) {
        return switch (signal) {
            case ProgressFeed.Signal.Progress(String json) ->
                sse.newEventBuilder()
                        .name("progress")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(json)
                        .build();
            case ProgressFeed.Signal.Heartbeat heartbeat ->
                sse.newEventBuilder().comment("still here").build();
        };
    }

    private static Page page(List<Situation> found, int limit) {
        String next = found.size() < limit
                ? null
                : found.getLast().rollout().key().id().toString();
        return new Page(found.stream().map(RolloutView::of).toList(), next);
    }

    private static RolloutKey key(TenantParameter owner, String rolloutId) {
        return new RolloutKey(owner.tenant(), new RolloutId(Problem.uuid("rolloutId", rolloutId)));
    }

    private static HttpProblem unknown(RolloutKey key) {
        return Problem.of(Status.NOT_FOUND, "rollout-unknown", "There is no rollout " + key.id() + ".");
    }
}
