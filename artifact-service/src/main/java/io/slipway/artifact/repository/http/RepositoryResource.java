package io.slipway.artifact.repository.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

import io.slipway.artifact.repository.InitialiseRepository;
import io.slipway.artifact.repository.SubmitRoot;
import io.slipway.artifact.repository.SubmitTargets;
import io.slipway.artifact.signing.OnlineKeyring;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.tenant.http.TenantHeader;

/** The tenant's repository: what the operator's command line submits and asks for. */
@Path("/api/v1/repository")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Repository")
@RunOnVirtualThread
public class RepositoryResource {

    static final String FILE = "(?:[1-9][0-9]{0,17}\\.)?[a-z][a-z0-9-]{0,63}\\.json";

    private static final Logger LOG = Logger.getLogger(RepositoryResource.class);

    private final InitialiseRepository initialise;
    private final SubmitTargets submitTargets;
    private final SubmitRoot submitRoot;
    private final Publication publication;
    private final OnlineKeyring keyring;

    RepositoryResource(
            InitialiseRepository initialise,
            SubmitTargets submitTargets,
            SubmitRoot submitRoot,
            Publication publication,
            OnlineKeyring keyring) {
        this.initialise = initialise;
        this.submitTargets = submitTargets;
        this.submitRoot = submitRoot;
        this.publication = publication;
        this.keyring = keyring;
    }

    @GET
    @Path("online-keys")
    @Operation(
            operationId = "getOnlineKeys",
            summary = "The public keys of the roles that the service signs",
            description =
                    "Made when they are first asked for. Root has to name those of snapshot and timestamp, targets that of payloads, each with"
                            + " threshold 1.")
    public OnlineKeysView onlineKeys(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant) {
        return OnlineKeysView.of(keyring.keys(TenantHeader.read(tenant)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "initialiseRepository",
            summary = "Begin the repository with offline-signed root and targets")
    @APIResponse(
            responseCode = "201",
            description = "Begun",
            content = @Content(schema = @Schema(implementation = RepositoryView.class)))
    @APIResponse(responseCode = "409", description = "There is a repository")
    @APIResponse(responseCode = "422", description = "The metadata is refused; type and detail say why")
    public Response initialise(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenantName,
            @Valid @NotNull OfflineFiles files) {
        Tenant tenant = TenantHeader.read(tenantName);
        initialise.initialise(
                tenant,
                files.root().getBytes(StandardCharsets.UTF_8),
                files.targets().getBytes(StandardCharsets.UTF_8));
        LOG.infof("Repository initialised tenant=%s", tenant);
        return Response.created(URI.create("/api/v1/repository"))
                .entity(publication.now(tenant))
                .build();
    }

    @GET
    @Operation(operationId = "getRepository", summary = "Versions and expiry of the signed metadata")
    @APIResponse(
            responseCode = "200",
            description = "The repository",
            content = @Content(schema = @Schema(implementation = RepositoryView.class)))
    @APIResponse(responseCode = "404", description = "The repository is not initialised")
    public RepositoryView get(@HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant) {
        return publication.view(TenantHeader.read(tenant));
    }

    @GET
    @Path("metadata/{file}")
    @Operation(
            operationId = "getMetadata",
            summary = "A metadata file, for example 3.targets.json, or the latest of a role: targets.json")
    @APIResponse(
            responseCode = "200",
            description = "The file",
            content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
    @APIResponse(responseCode = "404", description = "No such file")
    public byte[] metadata(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenant,
            @PathParam("file") @Pattern(regexp = FILE) String file) {
        return publication.file(TenantHeader.read(tenant), file);
    }

    @PUT
    @Path("targets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitTargets",
            summary = "Submit offline-signed targets metadata",
            description =
                    "Its new targets must be all images of one or several drafts, which are signed with it. Only targets of withdrawn releases may"
                            + " be missing.")
    @APIResponse(
            responseCode = "200",
            description = "Taken; `published` says whether devices can fetch it already",
            content = @Content(schema = @Schema(implementation = RepositoryView.class)))
    @APIResponse(responseCode = "404", description = "The repository is not initialised")
    @APIResponse(responseCode = "422", description = "The metadata is refused; type and detail say why")
    public RepositoryView submitTargets(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenantName,
            @NotNull @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) byte[] file) {
        Tenant tenant = TenantHeader.read(tenantName);
        submitTargets.submit(tenant, file);
        LOG.infof("Targets metadata submitted tenant=%s", tenant);
        return publication.now(tenant);
    }

    @PUT
    @Path("root")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "submitRoot",
            summary = "Submit an offline-signed root",
            description = "To be signed by a threshold of the present root keys and of its own.")
    @APIResponse(
            responseCode = "200",
            description = "Taken; `published` says whether devices can fetch it already",
            content = @Content(schema = @Schema(implementation = RepositoryView.class)))
    @APIResponse(responseCode = "404", description = "The repository is not initialised")
    @APIResponse(responseCode = "422", description = "The metadata is refused; type and detail say why")
    public RepositoryView submitRoot(
            @HeaderParam(TenantHeader.NAME) @DefaultValue(TenantHeader.DEFAULT) String tenantName,
            @NotNull @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) byte[] file) {
        Tenant tenant = TenantHeader.read(tenantName);
        submitRoot.submit(tenant, file);
        LOG.infof("Root metadata submitted tenant=%s", tenant);
        return publication.now(tenant);
    }
}
