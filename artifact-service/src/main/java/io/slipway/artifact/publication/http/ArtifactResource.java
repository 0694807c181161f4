package io.slipway.artifact.publication.http;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.publication.Artifacts;
import io.slipway.artifact.publication.IncomingArtifact;
import io.slipway.artifact.publication.PublishArtifact;
import io.slipway.artifact.publication.UploadLimits;
import io.slipway.artifact.publication.UploadRefusal;
import io.slipway.artifact.publication.UploadRefusedException;
import io.slipway.artifact.tenant.http.TenantHeader;
import io.slipway.metadata.digest.Sha256;

/** Artifacts: publish in one request, list, look up. */
@Path("/api/v1/artifacts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Artifacts")
@RunOnVirtualThread
public class ArtifactResource {

    /** Room for what a form has besides the artifact. */
    private static final long FORM_OVERHEAD = 64 << 10;

    private final PublishArtifact publish;
    private final Artifacts artifacts;
    private final UploadLimits limits;

    ArtifactResource(PublishArtifact publish, Artifacts artifacts, UploadLimits limits) {
        this.publish = publish;
        this.artifacts = artifacts;
        this.limits = limits;
    }

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Operation(
            operationId = "publishArtifact",
            summary = "Publish an artifact in one request",
            description =
                    "A form with the field `file`, and `sha256` (best before it) if the digest is known. All of it is stored, or nothing."
                            + " Fastest with `sha256` and `length` (its bytes) before `file`.")
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The same bytes were stored before",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(responseCode = "413", description = "Larger than the largest artifact")
    @APIResponse(responseCode = "422", description = "Empty, broken off, or another length or digest than declared")
    @APIResponse(responseCode = "503", description = "The object store is away, or too many uploads are under way")
    @APIResponse(responseCode = "507", description = "The object store is full")
    public Response publish(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @RequestBody(content = @Content(schema = @Schema(implementation = ArtifactForm.class))) InputStream body) {
        if (length != null && length > limits.mostBytes() + FORM_OVERHEAD) {
            throw new UploadRefusedException(new UploadRefusal.TooLarge(limits.mostBytes()));
        }
        long atMost = length == null ? limits.mostBytes() : Math.min(length, limits.mostBytes());
        IncomingArtifact incoming = new FormArtifact(contentType, body, atMost);
        return PublicationAnswers.of(publish.publish(TenantHeader.read(tenant), incoming));
    }

    @GET
    @Operation(operationId = "listArtifacts", summary = "List artifacts in the order of their digests")
    public List<ArtifactView> list(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @QueryParam("after") @Pattern(regexp = "[0-9a-f]{64}") @Nullable String after,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return artifacts
                .page(TenantHeader.read(tenant), Optional.ofNullable(after).map(Sha256::new), limit)
                .stream()
                .map(ArtifactView::of)
                .toList();
    }

    @GET
    @Path("{sha256}")
    @Operation(operationId = "getArtifact", summary = "Look up an artifact")
    @APIResponse(
            responseCode = "200",
            description = "The artifact",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(responseCode = "404", description = "No artifact has this digest")
    public ArtifactView get(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("sha256") @Pattern(regexp = "[0-9a-f]{64}") String sha256) {
        return artifacts
                .find(TenantHeader.read(tenant), new Sha256(sha256))
                .map(ArtifactView::of)
                .orElseThrow(() -> Problem.of(
                        Response.Status.NOT_FOUND,
                        "artifact-unknown",
                        "There is no such artifact",
                        "No artifact has the digest " + sha256 + "."));
    }
}
