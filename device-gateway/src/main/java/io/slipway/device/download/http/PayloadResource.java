package io.slipway.device.download.http;

import java.io.IOException;
import java.util.Optional;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.slipway.device.GatewayConfiguration;
import io.slipway.device.GatewayConfiguration.Download.Mode;
import io.slipway.device.download.ByteRange;
import io.slipway.device.download.ByteRange.Slice;
import io.slipway.device.download.FindPayload;
import io.slipway.device.download.PayloadLinks;
import io.slipway.device.download.PayloadStore;
import io.slipway.device.download.Whereabouts.Absent;
import io.slipway.device.download.Whereabouts.Cold;
import io.slipway.device.download.Whereabouts.Present;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;
import io.slipway.device.problem.http.Problem;
import io.slipway.device.session.http.CurrentDevice;

/** {@code GET /device/v1/payloads/<sha256>}: an update payload of the calling device's tenant. */
@Path("/device/v1/payloads")
@Tag(name = "device")
public class PayloadResource {

    private static final Logger LOG = Logger.getLogger(PayloadResource.class);
    private static final String RANGE = "Range";
    private static final String CONTENT_RANGE = "Content-Range";
    private static final String ACCEPT_RANGES = "Accept-Ranges";

    private static final int MAKING_SECONDS = 60;

    private final FindPayload findPayload;
    private final PayloadLinks links;
    private final PayloadStore store;
    private final CurrentDevice device;
    private final Mode mode;

    PayloadResource(
            FindPayload findPayload,
            PayloadLinks links,
            PayloadStore store,
            CurrentDevice device,
            GatewayConfiguration configuration) {
        this.findPayload = findPayload;
        this.links = links;
        this.store = store;
        this.device = device;
        this.mode = configuration.download().mode();
    }

    /** Redirects to the object store, or streams from it where the gateway is configured so. Blocks, on a virtual thread. */
    @GET
    @Path("{sha256}")
    @RunOnVirtualThread
    @Operation(
            summary = "Get an update payload",
            description = "A redirect to the object store (default), or the bytes, with Range.")
    @APIResponse(responseCode = "307", description = "The payload is there; the link takes Range")
    @APIResponse(responseCode = "200", description = "The payload (proxy mode)")
    @APIResponse(responseCode = "206", description = "A range of the payload (proxy mode)")
    @APIResponse(responseCode = "404", description = "`payload-not-found`: there is none, or the name is no digest.")
    @APIResponse(
            responseCode = "416",
            description = "`range-not-satisfiable`: it is outside of the payload (proxy mode).")
    @APIResponse(
            responseCode = "503",
            description = "`payload-being-made`: it was removed and is made again within minutes; ask again after"
                    + " `Retry-After`. `object-store-unavailable`: try again later (proxy mode).")
    public Response get(@PathParam("sha256") String name, @HeaderParam(RANGE) @Nullable String range) {
        Sha256 payload = digestNamed(name);
        Tenant tenant = device.name().tenant();
        try {
            return switch (findPayload.find(tenant, payload)) {
                case Present(long length) ->
                    switch (mode) {
                        case REDIRECT -> redirect(tenant, payload);
                        case PROXY ->
                            stream(tenant, payload, Optional.ofNullable(range).flatMap(ByteRange::parse), length);
                    };
                case Cold() -> beingMade(payload);
                case Absent() -> throw notFound("There is no payload " + payload + ".");
            };
        } catch (IOException e) {
            LOG.warnf("The object store does not answer tenant=%s payload=%s: %s", tenant, payload, e);
            return switch (mode) {
                case REDIRECT -> redirect(tenant, payload); // the device may reach what the gateway does not
                case PROXY -> throw StoreProblem.unavailable();
            };
        }
    }

    private Response redirect(Tenant tenant, Sha256 payload) {
        return Response.temporaryRedirect(links.linkTo(tenant, payload))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private Response stream(Tenant tenant, Sha256 payload, Optional<ByteRange> range, long length) throws IOException {
        if (range.isEmpty()) {
            return open(Response.ok(), tenant, payload, new Slice(0, length));
        }
        Slice slice = range.get().of(length).orElseThrow(() -> outside(length));
        String contentRange = "bytes " + slice.offset() + "-" + (slice.offset() + slice.length() - 1) + "/" + length;
        return open(
                Response.status(Status.PARTIAL_CONTENT).header(CONTENT_RANGE, contentRange), tenant, payload, slice);
    }

    private Response open(ResponseBuilder answer, Tenant tenant, Sha256 payload, Slice slice) throws IOException {
        return answer.entity(store.open(tenant, payload, slice))
                .type("application/octet-stream")
                .header(HttpHeaders.CONTENT_LENGTH, slice.length())
                .header(HttpHeaders.ETAG, '"' + payload.hex() + '"')
                .header(ACCEPT_RANGES, "bytes")
                .build();
    }

    private static Sha256 digestNamed(String name) {
        try {
            return new Sha256(name);
        } catch (IllegalArgumentException e) {
            throw notFound(String.valueOf(e.getMessage()));
        }
    }

    private static HttpProblem notFound(String detail) {
        return Problem.of(Status.NOT_FOUND, "payload-not-found", "There is no such payload", detail);
    }

    /** An answer and no exception: nothing is wrong that a person would have to read of in the log. */
    private static Response beingMade(Sha256 payload) {
        return Problem.begin(
                        Status.SERVICE_UNAVAILABLE,
                        "payload-being-made",
                        "The payload is being made again",
                        "The payload " + payload + " was not needed for long and is made again. Ask again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, MAKING_SECONDS)
                .build()
                .toResponse();
    }

    private static HttpProblem outside(long length) {
        return Problem.begin(
                        Status.REQUESTED_RANGE_NOT_SATISFIABLE,
                        "range-not-satisfiable",
                        "The range is outside of the payload",
                        "The payload has " + length + " bytes.")
                .withHeader(CONTENT_RANGE, "bytes */" + length)
                .build();
    }
}
