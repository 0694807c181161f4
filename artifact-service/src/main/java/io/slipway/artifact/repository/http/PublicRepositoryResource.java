package io.slipway.artifact.repository.http;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.repository.PublishedTarget;
import io.slipway.artifact.repository.PublishedTargets;
import io.slipway.artifact.repository.RepositoryBucket;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.tenant.http.TenantHeader;

/** A plain TUF repository for any TUF client: published metadata, and targets. */
@Path("/repository/{tenant}")
@Tag(name = "Public repository")
@RunOnVirtualThread
public class PublicRepositoryResource {

    private final RepositoryBucket bucket;
    private final PublishedTargets targets;
    private final TargetBody body;

    PublicRepositoryResource(RepositoryBucket bucket, PublishedTargets targets, TargetBody body) {
        this.bucket = bucket;
        this.targets = targets;
        this.body = body;
    }

    @GET
    @Path("metadata/{file}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(operationId = "fetchMetadata", summary = "A published metadata file")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such file")
    public Response metadata(
            @PathParam("tenant") String tenant,
            @PathParam("file") @Pattern(regexp = RepositoryResource.FILE) String file) {
        byte[] content = bucket.file(TenantHeader.read(tenant), file)
                .orElseThrow(() -> notFound("The repository has no file " + file + "."));
        String caching = Character.isDigit(file.charAt(0)) ? "public, max-age=31536000, immutable" : "no-cache";
        return Response.ok(content).header("Cache-Control", caching).build();
    }

    @GET
    @Path("targets/{file: .+}")
    @Produces(MediaType.APPLICATION_OCTET_STREAM)
    @Operation(
            operationId = "fetchTarget",
            summary = "The content of a target, whole or in part (Range)",
            description =
                    "The name of the file is the target's path with its digest and a dot before the last segment, or before the whole path.")
    @APIResponse(
            responseCode = "200",
            description = "The content",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(
            responseCode = "206",
            description = "A part of the content",
            content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @APIResponse(responseCode = "404", description = "No such target")
    @APIResponse(responseCode = "416", description = "The range begins after the end")
    @APIResponse(
            responseCode = "500",
            description = "`target-damaged`: what the target is made of is damaged in the object store.")
    @APIResponse(
            responseCode = "503",
            description =
                    "`target-cold`: the payload, or the one that the image is made of, was removed and can be made again."
                            + " `target-busy`: too many images are made at present. Both with `Retry-After`.")
    public Response target(
            @PathParam("tenant") String tenantName,
            @PathParam("file") String file,
            @HeaderParam("Range") @Nullable String range) {
        Tenant tenant = TenantHeader.read(tenantName);
        PublishedTarget target = TargetFile.read(file)
                .flatMap(name -> targets.find(tenant, name.path(), name.digest()))
                .orElseThrow(() -> notFound("No published target has this name."));
        long whole = target.content().length();
        return switch (ByteRange.read(range, whole)) {
            case ByteRange.Asked.Whole() ->
                answer(Status.OK, target, new ByteRange(0, whole)).build();
            case ByteRange.Asked.Some(ByteRange part) ->
                answer(Status.PARTIAL_CONTENT, target, part)
                        .header(
                                "Content-Range",
                                "bytes " + part.first() + "-" + (part.first() + part.length() - 1) + "/" + whole)
                        .build();
            case ByteRange.Asked.Nothing() ->
                Response.status(Status.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header("Content-Range", "bytes */" + whole)
                        .build();
        };
    }

    private Response.ResponseBuilder answer(Status status, PublishedTarget target, ByteRange range) {
        return Response.status(status)
                .entity(body.open(target, range))
                .header("Content-Length", range.length())
                .header("Accept-Ranges", "bytes")
                .header("ETag", "\"" + target.content().sha256() + "\"")
                .header("Cache-Control", "public, max-age=31536000, immutable");
    }

    private static RuntimeException notFound(String detail) {
        return Problem.of(Status.NOT_FOUND, "target-unknown", "It is not in the repository", detail);
    }
}
