package io.slipway.rollout.release.http;

import java.util.List;

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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.slipway.rollout.Problem;
import io.slipway.rollout.TenantParameter;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Releases;

/** The releases, to look at. */
@Path("/api/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "releases")
public class ReleasesResource {

    private static final int LARGEST_PAGE = 500;

    private final Releases releases;

    ReleasesResource(Releases releases) {
        this.releases = releases;
    }

    /** The newest releases. */
    @Schema(name = "ReleaseList")
    record Listed(List<ReleaseView> items) {}

    @GET
    @Operation(operationId = "listReleases", summary = "Lists the newest releases")
    public Uni<Listed> list(@BeanParam TenantParameter owner, @QueryParam("limit") @DefaultValue("100") int limit) {
        int most = Problem.limit(limit, LARGEST_PAGE);
        return Uni.createFrom()
                .completionStage(() -> releases.list(owner.tenant(), most))
                .map(found -> new Listed(found.stream().map(ReleaseView::of).toList()));
    }

    @GET
    @Path("/{releaseId}")
    @Operation(operationId = "getRelease", summary = "Answers one release")
    public Uni<ReleaseView> get(@BeanParam TenantParameter owner, @PathParam("releaseId") String releaseId) {
        ReleaseId id = new ReleaseId(Problem.uuid("releaseId", releaseId));
        return Uni.createFrom()
                .completionStage(() -> releases.find(owner.tenant(), id))
                .map(found -> found.map(ReleaseView::of)
                        .orElseThrow(() ->
                                Problem.of(Status.NOT_FOUND, "release-unknown", "There is no release " + id + ".")));
    }
}
