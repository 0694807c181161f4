package io.slipway.delta.catalogue.http;

import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.catalogue.PathCatalogue;

/** Update paths, to be read by operators. */
@Path("/api/v1/paths")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Update paths")
@SecurityRequirement(name = "SecurityScheme")
public class PathResource {

    private static final int MOST_PATHS = 1000;

    private final PathCatalogue catalogue;

    PathResource(PathCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The paths of a release. */
    @GET
    @Operation(operationId = "listPaths", summary = "The update paths of a release, by component")
    @APIResponse(responseCode = "200", description = "The paths; empty if the release is not known here (yet).")
    @APIResponse(responseCode = "401", description = "Not an operator.")
    @APIResponse(
            responseCode = "400",
            description = "releaseId is missing or no UUID.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    public Uni<List<UpdatePathView>> list(
            @Parameter(description = "Whose release it is.") @QueryParam("tenant") @DefaultValue("default")
                    String tenant,
            @Parameter(
                            required = true,
                            description = "The release.",
                            schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @QueryParam("releaseId")
                    @Nullable
                    String releaseId) {
        UUID release = Parameters.uuid("releaseId", releaseId);
        return Uni.createFrom()
                .completionStage(() -> catalogue.ofRelease(tenant, release, MOST_PATHS))
                .map(paths -> paths.stream().map(UpdatePathView::of).toList());
    }

    /** One path. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getPath", summary = "One update path, with its progress")
    @APIResponse(responseCode = "200", description = "The path.")
    @APIResponse(responseCode = "401", description = "Not an operator.")
    @APIResponse(
            responseCode = "400",
            description = "The id is no UUID.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    @APIResponse(
            responseCode = "404",
            description = "The tenant has no such path.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    public Uni<UpdatePathView> get(
            @Parameter(description = "Whose path it is.") @QueryParam("tenant") @DefaultValue("default") String tenant,
            @Parameter(description = "The path.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id) {
        UUID path = Parameters.uuid("id", id);
        return Uni.createFrom()
                .completionStage(() -> catalogue.find(tenant, path))
                .map(found -> found.map(UpdatePathView::of)
                        .orElseThrow(() -> Problems.of(
                                Status.NOT_FOUND,
                                "path-unknown",
                                "Update path unknown",
                                "Tenant '%s' has no update path %s.".formatted(tenant, path))));
    }
}
