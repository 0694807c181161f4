package io.slipway.device.download.http;

import java.io.IOException;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

import io.slipway.device.download.MetadataFile;
import io.slipway.device.download.MetadataStore;
import io.slipway.device.problem.http.Problem;
import io.slipway.device.session.http.CurrentDevice;

/** {@code GET /device/v1/metadata/<file>}: signed metadata of the calling device's tenant, byte for byte. */
@Path("/device/v1/metadata")
@Tag(name = "device")
public class MetadataResource {

    private static final Logger LOG = Logger.getLogger(MetadataResource.class);

    private final MetadataStore store;
    private final CurrentDevice device;

    MetadataResource(MetadataStore store, CurrentDevice device) {
        this.store = store;
        this.device = device;
    }

    /** Serves one file. Blocks, on a virtual thread. */
    @GET
    @Path("{file}")
    @RunOnVirtualThread
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Get a file of the tenant's TUF repository",
            description = "timestamp.json or <n>.root.json, <n>.snapshot.json, <n>.targets.json, <n>.payloads.json")
    @APIResponse(responseCode = "200", description = "The signed file")
    @APIResponse(responseCode = "404", description = "`metadata-not-found`: there is no such file.")
    @APIResponse(responseCode = "503", description = "`object-store-unavailable`: try again later.")
    public Response get(@PathParam("file") String name) {
        MetadataFile file = fileNamed(name);
        try {
            byte[] content = store.read(device.name().tenant(), file)
                    .orElseThrow(() -> notFound("The repository has no file " + file.name() + "."));
            return Response.ok(content)
                    .header(HttpHeaders.CACHE_CONTROL, file.isImmutable() ? "private, immutable" : "no-cache")
                    .build();
        } catch (IOException e) {
            LOG.warnf(
                    "Metadata cannot be read tenant=%s file=%s: %s",
                    device.name().tenant(), file.name(), e);
            throw StoreProblem.unavailable();
        }
    }

    private static MetadataFile fileNamed(String name) {
        try {
            return new MetadataFile(name);
        } catch (IllegalArgumentException e) {
            throw notFound(String.valueOf(e.getMessage()));
        }
    }

    private static HttpProblem notFound(String detail) {
        return Problem.of(Status.NOT_FOUND, "metadata-not-found", "There is no such metadata", detail);
    }
}
