package io.slipway.device.session.http;

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

import io.slipway.device.identity.EnrolmentRequest;
import io.slipway.device.identity.RenewCertificate;
import io.slipway.device.identity.http.EnrolmentAnswers;
import io.slipway.device.problem.http.JsonBody;
import io.slipway.device.problem.http.Problem;

/** {@code POST /device/v1/renew}: the next certificate, over a connection with the present one. */
@Path("/device/v1/renew")
@Tag(name = "device")
public class RenewalResource {

    private final RenewCertificate renewCertificate;
    private final EnrolmentAnswers answers;
    private final CurrentDevice device;
    private final JsonBody json;

    RenewalResource(RenewCertificate renewCertificate, EnrolmentAnswers answers, CurrentDevice device, JsonBody json) {
        this.renewCertificate = renewCertificate;
        this.answers = answers;
        this.device = device;
        this.json = json;
    }

    /** Issues a certificate for the key in the request, which may be a new one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Renew the certificate of the calling device")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = RenewBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "Renewed",
            content = @Content(schema = @Schema(implementation = EnrolmentAnswers.Enrolment.class)))
    @APIResponse(responseCode = "403", description = "`device-not-enrolled`: it never was, or is no longer.")
    @APIResponse(responseCode = "409", description = "`device-key-revoked`: it needs a new one.")
    @APIResponse(
            responseCode = "422",
            description = "`request-invalid`, `certificate-request-invalid`: it is malformed.")
    @APIResponse(responseCode = "429", description = "`too-many-certificates`: so many of the device are valid.")
    public CompletionStage<Response> renew(byte[] body) {
        String csr = json.read(body, RenewBody.class).csr;
        if (csr == null || csr.length() > EnrolmentRequest.MOST_CSR_CHARACTERS) {
            throw Problem.invalidRequest(
                    "csr: expected at most " + EnrolmentRequest.MOST_CSR_CHARACTERS + " characters");
        }
        return renewCertificate.renew(device.name(), csr).thenApply(answers::answer);
    }

    /** The body of the request. */
    @Schema(name = "RenewRequest", requiredProperties = "csr")
    public record RenewBody(@Nullable String csr) {}
}
