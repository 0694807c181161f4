package io.slipway.rollout.progress.http;

import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.Answers;
import io.slipway.rollout.Problem;
import io.slipway.rollout.RolloutParameter;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;

/** The rollouts, to look at and to watch. */
@Path("/api/v1")
@Tag(name = "rollouts")
public class RolloutsResource {

    private static final int USUAL_PAGE = 20;
    private static final int LARGEST_PAGE = 100;

    private final Campaigns campaigns;
    private final ProgressFeed feed;

    RolloutsResource(Campaigns campaigns, ProgressFeed feed) {
        this.campaigns = campaigns;
        this.feed = feed;
    }

    /** A page of rollouts. */
    @Schema(
            name = "RolloutPage",
            requiredProperties = {"items"})
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(
            List<RolloutView> items,

            @Schema(description = "Give this as `after` for the next page; absent on the last.") @Nullable
            String next) {}

    @GET
    @Path("/rollouts")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "listRollouts", summary = "Lists the rollouts, newest first")
    @APIResponse(responseCode = "200", description = "A page of rollouts.")
    public Uni<Page> list(
            @BeanParam TenantParameter owner,
            @QueryParam("after")
                    @Parameter(
                            description = "Only rollouts that were created before this one.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @Nullable
                    String after,
            @QueryParam("limit")
                    @Parameter(
                            description = "How many at most.",
                            schema =
                                    @Schema(
                                            type = SchemaType.INTEGER,
                                            minimum = "1",
                                            maximum = "100",
                                            defaultValue = "20"))
                    @Nullable
                    String limit) {
        int most = Problem.limit(limit, USUAL_PAGE, LARGEST_PAGE);
        Optional<RolloutId> behind = Optional.ofNullable(after).map(text -> new RolloutId(Problem.uuid("after", text)));
        return Uni.createFrom()
                .completionStage(() -> campaigns.list(owner.tenant(), behind, most))
                .map(found -> page(found, most));
    }

    @GET
    @Path("/rollouts/{rolloutId}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "getRollout", summary = "Answers one rollout")
    @APIResponse(responseCode = "200", description = "The rollout.")
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<RolloutView> get(@BeanParam RolloutParameter rollout) {
        RolloutKey key = rollout.key();
        return Uni.createFrom().completionStage(() -> campaigns.find(key)).map(found -> found.map(RolloutView::of)
                .orElseThrow(() -> unknown(key)));
    }

    @GET
    @Path("/rollouts/{rolloutId}/progress")
    @WatchGate.BehindIt
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @ResponseHeader(name = "X-Accel-Buffering", value = "no")
    @Operation(
            operationId = "watchRollout",
            summary = "Watches one rollout",
            description =
                    "Server-sent events. `progress` comes at once and after every change, at most one a second; its data is the rollout as `getRollout` answers it, with `devices`, those that deserve attention first, and `devicesOmitted`. `alive` with an empty object comes when nothing has changed for 15 seconds. A watcher that hears nothing for longer has lost the connection; one that is too slow misses intermediate events, never the latest. The stream ends when the service stops.")
    @APIResponse(
            responseCode = "200",
            description = "The events; the schema is that of the data of `progress`.",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = ProgressView.class)))
    @APIResponse(
            responseCode = "404",
            description = Answers.ROLLOUT_UNKNOWN,
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    @APIResponse(
            responseCode = "429",
            description = "`too-many-watchers`: close a page, or try later.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Multi<OutboundSseEvent> watch(@BeanParam RolloutParameter rollout, @Context Sse sse) {
        return feed.watch(rollout.key()).map(signal -> event(sse, signal));
    }

    private static OutboundSseEvent event(Sse sse, ProgressFeed.Signal signal) {
        return switch (signal) {
            case ProgressFeed.Signal.Progress(String json) ->
                sse.newEventBuilder()
                        .name("progress")
                        .mediaType(MediaType.APPLICATION_JSON_TYPE)
                        .data(json)
                        .build();
            case ProgressFeed.Signal.Alive alive ->
                sse.newEventBuilder().name("alive").data("{}").build();
        };
    }

    private static Page page(List<Situation> found, int limit) {
        String next = found.size() < limit
                ? null
                : found.getLast().rollout().key().id().toString();
        return new Page(found.stream().map(RolloutView::of).toList(), next);
    }

    private static HttpProblem unknown(RolloutKey key) {
        return Problem.unknown("rollout", key.id());
    }
}
