package io.slipway.device.identity.http;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.RevocationOutcome;
import io.slipway.device.identity.RevokeDevice;
import io.slipway.device.problem.http.JsonBody;
import io.slipway.device.problem.http.Problem;

/** {@code /api/v1/devices}: the identities of devices, for operators. */
@Path("/api/v1/devices")
@Tag(name = "operator")
public class DeviceResource {

    private static final Logger LOG = Logger.getLogger(DeviceResource.class);

    private final RevokeDevice revokeDevice;
    private final JsonBody json;

    DeviceResource(RevokeDevice revokeDevice, JsonBody json) {
        this.revokeDevice = revokeDevice;
        this.json = json;
    }

    /** Revokes the identity of a device. Its HTTPS requests and its reports are refused from now on; its id is free for a new key. */
    @POST
    @Path("{deviceId}/revoke")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Revoke the identity of a device",
            description = "Its certificates and reports are refused from now on, and its id is free for another key."
                    + " The broker keeps its connection, but nothing that comes over it counts.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RevokeBody.class)))
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    @APIResponse(responseCode = "404", description = "`device-unknown`: it has never enrolled.")
    @APIResponse(
            responseCode = "422",
            description = "`request-invalid`: a name is malformed, or the reason missing or too long.")
    public CompletionStage<Response> revoke(
            @PathParam("deviceId") String deviceId,
            @QueryParam("tenant") @DefaultValue("default") String tenant,
            byte[] body) {
        String reason = json.read(body, RevokeBody.class).reason;
        if (reason == null) {
            throw Problem.invalidRequest("reason: expected why the device is revoked");
        }
        try {
            DeviceName device = DeviceName.of(tenant, deviceId);
            return revokeDevice.revoke(device, reason).thenApply(outcome -> answer(device, outcome));
        } catch (IllegalArgumentException e) {
            throw Problem.invalidRequest(String.valueOf(e.getMessage()));
        }
    }

    private static Response answer(DeviceName device, RevocationOutcome outcome) {
        return switch (outcome) {
            case REVOKED -> {
                LOG.infof("Device revoked tenant=%s deviceId=%s", device.tenant(), device.id());
                yield Response.noContent().build();
            }
            case ALREADY_REVOKED -> Response.noContent().build();
            case UNKNOWN_DEVICE ->
                throw Problem.of(
                        Status.NOT_FOUND,
                        "device-unknown",
                        "There is no such device",
                        "No device " + device + " has ever enrolled.");
        };
    }

    /** Why. */
    @Schema(name = "RevokeRequest", requiredProperties = "reason")
    public record RevokeBody(@Nullable String reason) {}
}
