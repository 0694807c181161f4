package io.slipway.rollout.release.http;

import java.util.List;

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
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Releases;

/** The releases, to look at. */
@Path("/api/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "releases")
public class ReleasesResource {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 500;

    private final Releases releases;

    ReleasesResource(Releases releases) {
        this.releases = releases;
    }

    /** The newest releases. */
    @Schema(
            name = "ReleaseList",
            requiredProperties = {"items"})
    record Listed(List<ReleaseView> items) {}

    @GET
    @Operation(operationId = "listReleases", summary = "Lists the newest releases")
    @APIResponse(responseCode = "200", description = "The releases.")
    public Uni<Listed> list(
            @BeanParam TenantParameter owner,
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
        return Uni.createFrom()
                .completionStage(() -> releases.list(owner.tenant(), most))
                .map(found -> new Listed(found.stream().map(ReleaseView::of).toList()));
    }

    @GET
    @Path("/{releaseId}")
    @Operation(operationId = "getRelease", summary = "Answers one release")
    @APIResponse(responseCode = "200", description = "The release.")
    @APIResponse(
            responseCode = "404",
            description = "`release-unknown`: the tenant has no such release.",
            content = @Content(mediaType = Answers.PROBLEM_TYPE, schema = @Schema(ref = Answers.PROBLEM)))
    public Uni<ReleaseView> get(
            @BeanParam TenantParameter owner,
            @PathParam("releaseId")
                    @Parameter(
                            description = "The release.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    String releaseId) {
        ReleaseId id = new ReleaseId(Problem.uuid("releaseId", releaseId));
        return Uni.createFrom()
                .completionStage(() -> releases.find(owner.tenant(), id))
                .map(found -> found.map(ReleaseView::of).orElseThrow(() -> Problem.unknown("release", id)));
    }
}
