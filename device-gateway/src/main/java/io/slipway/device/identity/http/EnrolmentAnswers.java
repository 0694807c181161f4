package io.slipway.device.identity.http;

import java.net.URI;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.logging.Logger;

import io.slipway.device.GatewayConfiguration;
import io.slipway.device.identity.DeviceName;
import io.slipway.device.identity.EnrolmentOutcome;
import io.slipway.device.identity.EnrolmentOutcome.DeviceTaken;
import io.slipway.device.identity.EnrolmentOutcome.Enrolled;
import io.slipway.device.identity.EnrolmentOutcome.KeyRevoked;
import io.slipway.device.identity.EnrolmentOutcome.NotEnrolled;
import io.slipway.device.identity.EnrolmentOutcome.RequestUnusable;
import io.slipway.device.identity.EnrolmentOutcome.TokenRefused;
import io.slipway.device.identity.EnrolmentOutcome.TooManyCertificates;
import io.slipway.device.identity.TokenFault;
import io.slipway.device.problem.http.Problem;
import io.slipway.device.problem.http.UnprocessableContent;

/** The answers to enrolments and renewals. For the resources of both. */
@ApplicationScoped
public class EnrolmentAnswers {

    private static final Logger LOG = Logger.getLogger(EnrolmentAnswers.class);

    private final Optional<String> broker;

    EnrolmentAnswers(GatewayConfiguration configuration) {
        this.broker = configuration
                .mqtt()
                .uri()
                .map(uri -> configuration.mqtt().publicUri().orElse(uri))
                .map(URI::toString);
    }

    /**
     * The answer 201.
     *
     * @throws HttpProblem for every outcome but an enrolment
     */
    public Response answer(EnrolmentOutcome outcome) {
        return switch (outcome) {
            case Enrolled enrolled -> created(enrolled);
            case TokenRefused refused -> throw refusal(refused.fault());
            case DeviceTaken taken ->
                throw Problem.of(
                        Status.CONFLICT,
                        "device-id-taken",
                        "The device id is taken",
                        "The device " + taken.device() + " is enrolled with another key. An operator can revoke it.");
            case KeyRevoked revoked ->
                throw Problem.of(
                        Status.CONFLICT,
                        "device-key-revoked",
                        "The key was revoked",
                        "The device " + revoked.device() + " was revoked with this key. It needs a new one.");
            case TooManyCertificates many ->
                throw Problem.of(
                        Status.TOO_MANY_REQUESTS,
                        "too-many-certificates",
                        "The device has too many certificates",
                        "The device " + many.device() + " has as many valid certificates as it may.");
            case RequestUnusable unusable ->
                throw Problem.of(
                        UnprocessableContent.STATUS,
                        "certificate-request-invalid",
                        "The certificate request is not acceptable",
                        unusable.detail());
            case NotEnrolled not ->
                throw Problem.of(
                        Status.FORBIDDEN,
                        "device-not-enrolled",
                        "The device is not enrolled",
                        "The device " + not.device() + " is not, or no longer, enrolled.");
        };
    }

    static HttpProblem refusal(TokenFault fault) {
        return Problem.of(Status.UNAUTHORIZED, fault.code(), "The enrolment token is not accepted", fault.sentence());
    }

    private Response created(Enrolled enrolled) {
        DeviceName device = enrolled.device().name();
        LOG.infof(
                "Certificate issued tenant=%s deviceId=%s certificateSha256=%s",
                device.tenant(), device.id(), enrolled.certificate().sha256());
        return Response.status(Status.CREATED)
                .entity(new Enrolment(
                        device.tenant().name(),
                        device.id().value(),
                        enrolled.certificate().pemChain(),
                        broker))
                .build();
    }

    /**
     * The body of the answer ({@code docs/contracts/events/EnrolResponse.schema.json}).
     *
     * @param certificate the device's certificate in PEM, then its issuers
     * @param mqtt where the broker is; absent where there is none
     */
    @Schema(
            name = "EnrolResponse",
            requiredProperties = {"tenant", "deviceId", "certificate"})
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record Enrolment(String tenant, String deviceId, String certificate, Optional<String> mqtt) {}
}
