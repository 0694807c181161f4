package io.slipway.delta.catalogue.http;

import java.util.List;
import java.util.UUID;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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

import io.slipway.delta.catalogue.JobCatalogue;
import io.slipway.delta.versions.WarmImage;

/** Payload jobs, to be read by operators, and to be wanted. */
@Path("/api/v1/payload-jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Payload jobs")
@SecurityRequirement(name = "SecurityScheme")
public class PayloadJobResource {

    private static final int MOST_JOBS = 1000;

    private final JobCatalogue catalogue;
    private final WarmImage warm;

    PayloadJobResource(JobCatalogue catalogue, WarmImage warm) {
        this.catalogue = catalogue;
        this.warm = warm;
    }

    /** The jobs of a release, or the newest of all. */
    @GET
    @Operation(
            operationId = "listPayloadJobs",
            summary = "The work on the payloads of a release, full payloads first; or the newest of all releases")
    @APIResponse(responseCode = "200", description = "At most 1000 jobs; empty if the release is not known here (yet).")
    @APIResponse(responseCode = "401", description = "Not an operator.")
    @APIResponse(
            responseCode = "400",
            description = "releaseId is no UUID.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    public Uni<List<PayloadJobView>> list(
            @Parameter(description = "Whose jobs they are.") @QueryParam("tenant") @DefaultValue("default")
                    String tenant,
            @Parameter(description = "The release.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @QueryParam("releaseId")
                    @Nullable
                    String releaseId) {
        return Uni.createFrom()
                .completionStage(
                        releaseId == null
                                ? catalogue.newest(tenant, MOST_JOBS)
                                : catalogue.ofRelease(tenant, Parameters.uuid("releaseId", releaseId), MOST_JOBS))
                .map(jobs -> jobs.stream().map(PayloadJobView::of).toList());
    }

    /** One job. */
    @GET
    @Path("/{id}")
    @Operation(operationId = "getPayloadJob", summary = "One job, with its progress")
    @APIResponse(responseCode = "200", description = "The job.")
    @APIResponse(responseCode = "401", description = "Not an operator.")
    @APIResponse(
            responseCode = "400",
            description = "The id is no UUID.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    @APIResponse(
            responseCode = "404",
            description = "The tenant has no such job.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    public Uni<PayloadJobView> get(
            @Parameter(description = "Whose job it is.") @QueryParam("tenant") @DefaultValue("default") String tenant,
            @Parameter(description = "The job.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id) {
        return find(tenant, Parameters.uuid("id", id));
    }

    /** Makes an image warm. */
    @POST
    @Path("/{id}/warm")
    @Operation(
            operationId = "warmPayloadJob",
            summary =
                    "Have the full payload in the store: made again if it is cold, tried again if it failed, and kept for a while in any case")
    @APIResponse(
            responseCode = "200",
            description = "The job as it is now: ready if the payload is there, else queued or under way.",
            content = @Content(schema = @Schema(implementation = PayloadJobView.class)))
    @APIResponse(responseCode = "401", description = "Not an operator.")
    @APIResponse(
            responseCode = "400",
            description = "The id is no UUID.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    @APIResponse(
            responseCode = "404",
            description = "The tenant has no such job.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    @APIResponse(
            responseCode = "409",
            description = "The job is not that of a full payload.",
            content = @Content(mediaType = Problems.TYPE, schema = @Schema(ref = Problems.SCHEMA)))
    public Uni<PayloadJobView> warm(
            @Parameter(description = "Whose job it is.") @QueryParam("tenant") @DefaultValue("default") String tenant,
            @Parameter(description = "The job.", schema = @Schema(type = SchemaType.STRING, format = "uuid"))
                    @PathParam("id")
                    String id) {
        UUID job = Parameters.uuid("id", id);
        return Uni.createFrom().completionStage(() -> warm.warm(tenant, job)).chain(warming -> switch (warming) {
            case WANTED -> find(tenant, job);
            case UNKNOWN -> throw unknown(tenant, job);
            case NOT_FULL ->
                throw Problems.of(
                        Status.CONFLICT,
                        "payload-job-not-full",
                        "Payload job is not that of a full payload",
                        "Only full payloads are warm or cold; job %s is another.".formatted(job));
        });
    }

    private Uni<PayloadJobView> find(String tenant, UUID job) {
        return Uni.createFrom()
                .completionStage(() -> catalogue.find(tenant, job))
                .map(found -> found.map(PayloadJobView::of).orElseThrow(() -> unknown(tenant, job)));
    }

    private static HttpProblem unknown(String tenant, UUID job) {
        return Problems.of(
                Status.NOT_FOUND,
                "payload-job-unknown",
                "Payload job unknown",
                "Tenant '%s' has no payload job %s.".formatted(tenant, job));
    }
}
