package io.slipway.artifact.publication.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.artifact.publication.AbandonUpload;
import io.slipway.artifact.publication.BeginUpload;
import io.slipway.artifact.publication.CompleteUpload;
import io.slipway.artifact.publication.FindUpload;
import io.slipway.artifact.publication.ReceiveBytes;
import io.slipway.artifact.publication.Upload;
import io.slipway.artifact.publication.UploadRefusal;
import io.slipway.artifact.publication.UploadRefusedException;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.tenant.http.TenantHeader;
import io.slipway.metadata.digest.Sha256;

/** Resumable uploads. The requests {@code HEAD} and {@code PATCH} are those of tus 1.0 (core protocol), without its version handshake. */
@Path("/api/v1/uploads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Uploads")
@RunOnVirtualThread
public class UploadResource {

    static final String OFFSET = "Upload-Offset";
    private static final String LENGTH = "Upload-Length";
    private static final String BYTES = "application/offset+octet-stream";

    private final BeginUpload begin;
    private final FindUpload find;
    private final ReceiveBytes receive;
    private final CompleteUpload complete;
    private final AbandonUpload abandon;

    UploadResource(
            BeginUpload begin, FindUpload find, ReceiveBytes receive, CompleteUpload complete, AbandonUpload abandon) {
        this.begin = begin;
        this.find = find;
        this.receive = receive;
        this.complete = complete;
        this.abandon = abandon;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "beginUpload", summary = "Begin a resumable upload")
    @APIResponse(
            responseCode = "201",
            description = "Begun; bytes may come to the address in Location",
            headers = @Header(name = "Location", schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The bytes are there already",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(responseCode = "413", description = "Larger than the largest artifact")
    @APIResponse(responseCode = "422", description = "Empty")
    public Response begin(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @Valid @NotNull NewUpload wish) {
        Optional<Sha256> declared = Optional.ofNullable(wish.sha256()).map(Sha256::new);
        return switch (begin.begin(TenantHeader.read(tenant), wish.length(), declared)) {
            case BeginUpload.Begun.Open(Upload upload) ->
                Response.created(URI.create("/api/v1/uploads/" + upload.id()))
                        .entity(UploadView.of(upload))
                        .build();
            case BeginUpload.Begun.AlreadyThere(var artifact) -> PublicationAnswers.existing(artifact);
        };
    }

    @HEAD
    @Path("{id}")
    @Operation(operationId = "getUploadOffset", summary = "Ask where to go on")
    @APIResponse(
            responseCode = "200",
            description = "How many bytes are durable",
            headers = {
                @Header(name = OFFSET, schema = @Schema(type = SchemaType.INTEGER, format = "int64")),
                @Header(name = LENGTH, schema = @Schema(type = SchemaType.INTEGER, format = "int64"))
            })
    @APIResponse(responseCode = "404", description = "No such upload")
    public Response offset(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("id") UUID id) {
        Upload upload = find.find(TenantHeader.read(tenant), id);
        return Response.ok()
                .header(OFFSET, durable(upload))
                .header(LENGTH, upload.length().orElse(0))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getUpload", summary = "Look up an upload")
    @APIResponse(
            responseCode = "200",
            description = "The upload",
            content = @Content(schema = @Schema(implementation = UploadView.class)))
    @APIResponse(responseCode = "404", description = "No such upload")
    public UploadView get(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("id") UUID id) {
        return UploadView.of(find.find(TenantHeader.read(tenant), id));
    }

    @PATCH
    @Path("{id}")
    @Consumes(BYTES)
    @Operation(
            operationId = "appendToUpload",
            summary = "Send bytes",
            description =
                    "Whole parts are durable as they come, also when the request breaks off. What fills no part at the end of a request is"
                            + " forgotten unless it ends the upload: go on at the answer's Upload-Offset.")
    @APIResponse(
            responseCode = "204",
            description = "Taken up to Upload-Offset",
            headers = @Header(name = OFFSET, schema = @Schema(type = SchemaType.INTEGER, format = "int64")))
    @APIResponse(
            responseCode = "409",
            description = "Another offset than the durable bytes' end, which Upload-Offset gives",
            headers = @Header(name = OFFSET, schema = @Schema(type = SchemaType.INTEGER, format = "int64")))
    @APIResponse(responseCode = "404", description = "No such upload")
    @APIResponse(responseCode = "422", description = "More bytes than announced")
    @APIResponse(responseCode = "423", description = "Another request is writing to the upload; try again soon")
    @APIResponse(responseCode = "503", description = "The object store is away, or too many uploads are under way")
    @APIResponse(responseCode = "507", description = "The object store is full")
    public Response append(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenantName,
            @PathParam("id") UUID id,
            @HeaderParam(OFFSET) @NotNull @Min(0) Long offset,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable Long length,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING, format = "binary")))
                    InputStream body)
            throws IOException {
        Tenant tenant = TenantHeader.read(tenantName);
        long whole = find.find(tenant, id).length().orElse(Long.MAX_VALUE);
        if (length != null && length > whole - offset) {
            throw new UploadRefusedException(new UploadRefusal.TooLong(whole));
        }
        return Response.noContent()
                .header(OFFSET, receive.receive(tenant, id, offset, body))
                .build();
    }

    @POST
    @Path("{id}/complete")
    @Operation(operationId = "completeUpload", summary = "Turn the upload into an artifact; may be repeated")
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(
            responseCode = "200",
            description = "The same bytes were published before",
            content = @Content(schema = @Schema(implementation = ArtifactView.class)))
    @APIResponse(responseCode = "404", description = "No such upload")
    @APIResponse(responseCode = "422", description = "Bytes are missing, or the digest is another than declared")
    @APIResponse(responseCode = "423", description = "Another request is writing to the upload; try again soon")
    public Response complete(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("id") UUID id) {
        return PublicationAnswers.of(complete.complete(TenantHeader.read(tenant), id));
    }

    @DELETE
    @Path("{id}")
    @Operation(operationId = "abandonUpload", summary = "Forget the upload and its bytes")
    @APIResponse(responseCode = "204", description = "Forgotten")
    @APIResponse(responseCode = "404", description = "No such upload")
    @APIResponse(responseCode = "423", description = "Another request is writing to the upload; try again soon")
    public void abandon(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("id") UUID id) {
        abandon.abandon(TenantHeader.read(tenant), id);
    }

    private static long durable(Upload upload) {
        return upload.completed().isPresent() ? upload.length().orElse(0) : upload.received();
    }
}
