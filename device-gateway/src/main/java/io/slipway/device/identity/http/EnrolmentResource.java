package io.slipway.device.identity.http;

import java.util.concurrent.CompletionStage;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceId;
import io.slipway.device.identity.DeviceType;
import io.slipway.device.identity.EnrolDevice;
import io.slipway.device.identity.EnrolmentRequest;
import io.slipway.device.identity.TokenFault;
import io.slipway.device.identity.TokenSecret;
import io.slipway.device.problem.http.JsonBody;
import io.slipway.device.problem.http.Problem;

/** {@code POST /device/v1/enrol}: from a token to a certificate. */
@Path("/device/v1/enrol")
@Tag(name = "device")
public class EnrolmentResource {

    private final EnrolDevice enrolDevice;
    private final EnrolmentAnswers answers;
    private final JsonBody json;

    EnrolmentResource(EnrolDevice enrolDevice, EnrolmentAnswers answers, JsonBody json) {
        this.enrolDevice = enrolDevice;
        this.answers = answers;
        this.json = json;
    }

    /** Makes the device known and answers with its certificate. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Enrol a device", description = "Needs TLS, but no client certificate.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = EnrolBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "Enrolled",
            content = @Content(schema = @Schema(implementation = EnrolmentAnswers.Enrolment.class)))
    @APIResponse(
            responseCode = "401",
            description =
                    "`token-unknown`, `token-revoked`, `token-expired`, `token-used-up`, `token-for-another-device`, `token-for-another-type`: the token is not accepted.")
    @APIResponse(
            responseCode = "409",
            description = "`device-id-taken`: by another key. `device-key-revoked`: it needs a new one.")
    @APIResponse(
            responseCode = "422",
            description = "`request-invalid`, `certificate-request-invalid`: it is malformed.")
    @APIResponse(responseCode = "429", description = "`too-many-certificates`: so many of the device are valid.")
    public CompletionStage<Response> enrol(byte[] body) {
        return enrolDevice.enrol(parse(body)).thenApply(answers::answer);
    }

    private EnrolmentRequest parse(byte[] body) {
        EnrolBody fields = json.read(body, EnrolBody.class);
        if (fields.token == null || fields.deviceId == null || fields.deviceType == null || fields.csr == null) {
            throw Problem.invalidRequest("Expected the strings token, deviceId, deviceType and csr.");
        }
        try {
            return new EnrolmentRequest(
                    secret(fields.token), new DeviceId(fields.deviceId), new DeviceType(fields.deviceType), fields.csr);
        } catch (IllegalArgumentException e) {
            throw Problem.invalidRequest(String.valueOf(e.getMessage()));
        }
    }

    private static TokenSecret secret(String text) {
        try {
            return TokenSecret.parse(text);
        } catch (IllegalArgumentException e) {
            throw EnrolmentAnswers.refusal(TokenFault.UNKNOWN);
        }
    }

    /**
     * The body of the request ({@code docs/contracts/events/EnrolRequest.schema.json}).
     *
     * @param csr PKCS #10 request in PEM with a P-256 or Ed25519 key
     */
    @Schema(
            name = "EnrolRequest",
            requiredProperties = {"token", "deviceId", "deviceType", "csr"})
    public record EnrolBody(
            @Nullable String token,
            @Nullable String deviceId,
            @Nullable String deviceType,
            @Nullable String csr) {}
}
