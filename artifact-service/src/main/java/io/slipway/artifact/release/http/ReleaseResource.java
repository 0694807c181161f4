package io.slipway.artifact.release.http;

import java.net.URI;
import java.util.List;
import java.util.UUID;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.slipway.artifact.release.CreateRelease;
import io.slipway.artifact.release.Release;
import io.slipway.artifact.release.ReleaseRefusal;
import io.slipway.artifact.release.ReleaseRefusedException;
import io.slipway.artifact.release.Releases;
import io.slipway.artifact.release.WithdrawRelease;
import io.slipway.artifact.tenant.http.TenantHeader;

/** Releases. */
@Path("/api/v1/releases")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Releases")
@RunOnVirtualThread
public class ReleaseResource {

    private final CreateRelease create;
    private final WithdrawRelease withdraw;
    private final Releases releases;

    ReleaseResource(CreateRelease create, WithdrawRelease withdraw, Releases releases) {
        this.create = create;
        this.withdraw = withdraw;
        this.releases = releases;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "createRelease",
            summary = "Draft a release of published artifacts",
            description = "It is signed by submitting targets metadata that names its images.")
    @APIResponse(
            responseCode = "201",
            description = "Drafted",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "409", description = "There is a release of this name and version")
    @APIResponse(responseCode = "422", description = "A component names an artifact that is not there")
    public Response create(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @Valid @NotNull ReleaseWish wish) {
        Release.Draft draft = create.create(TenantHeader.read(tenant), wish.wish());
        return Response.created(URI.create("/api/v1/releases/" + draft.content().id()))
                .entity(ReleaseView.of(draft))
                .build();
    }

    @GET
    @Operation(operationId = "listReleases", summary = "List releases, newest first")
    public List<ReleaseView> list(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @QueryParam("skip") @DefaultValue("0") @Min(0) @Max(1_000_000) int skip,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(1000) int limit) {
        return releases.page(TenantHeader.read(tenant), skip, limit).stream()
                .map(ReleaseView::of)
                .toList();
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getRelease", summary = "Look up a release")
    @APIResponse(
            responseCode = "200",
            description = "The release",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "404", description = "No such release")
    public ReleaseView get(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("id") UUID id) {
        return releases.find(TenantHeader.read(tenant), id)
                .map(ReleaseView::of)
                .orElseThrow(() -> new ReleaseRefusedException(new ReleaseRefusal.Unknown(id)));
    }

    @POST
    @Path("{id}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "withdrawRelease",
            summary = "Take a release back",
            description = "Its images stay in signed metadata until targets metadata without them is submitted.")
    @APIResponse(
            responseCode = "200",
            description = "Withdrawn, now or before",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    @APIResponse(responseCode = "404", description = "No such release")
    public ReleaseView withdraw(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("id") UUID id,
            @Valid @NotNull Withdrawal withdrawal) {
        return ReleaseView.of(withdraw.withdraw(TenantHeader.read(tenant), id, withdrawal.reason()));
    }
}
