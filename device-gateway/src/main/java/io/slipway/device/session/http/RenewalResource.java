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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.EnrolmentRequest;
import io.slipway.device.identity.RenewCertificate;
import io.slipway.device.identity.http.EnrolmentAnswers;
import io.slipway.device.problem.http.Problem;

/** {@code POST /device/v1/renew}: the next certificate, over a connection with the present one. */
@Path("/device/v1/renew")
@Tag(name = "device")
public class RenewalResource {

    private final RenewCertificate renewCertificate;
    private final EnrolmentAnswers answers;
    private final CurrentDevice device;

    RenewalResource(RenewCertificate renewCertificate, EnrolmentAnswers answers, CurrentDevice device) {
        this.renewCertificate = renewCertificate;
        this.answers = answers;
        this.device = device;
    }

    /** Issues a certificate for the key in the request, which may be a new one. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Renew the certificate of the calling device")
    @APIResponse(
            responseCode = "201",
            description = "Renewed",
            content = @Content(schema = @Schema(implementation = EnrolmentAnswers.Enrolment.class)))
    @APIResponse(responseCode = "403", description = "The device is not, or no longer, enrolled")
    @APIResponse(responseCode = "409", description = "The key was revoked")
    @APIResponse(responseCode = "422", description = "The certificate request is malformed")
    @APIResponse(responseCode = "429", description = "The device has too many valid certificates")
    public CompletionStage<Response> renew(RenewBody body) {
        String csr = body == null ? null : body.csr;
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
