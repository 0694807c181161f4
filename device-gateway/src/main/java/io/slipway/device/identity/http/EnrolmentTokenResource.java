package io.slipway.device.identity.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
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
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.CreateEnrolmentToken;
import io.slipway.device.identity.CreateEnrolmentToken.Created;
import io.slipway.device.identity.CreateEnrolmentToken.Wish;
import io.slipway.device.identity.DeviceId;
import io.slipway.device.identity.DeviceType;
import io.slipway.device.identity.EnrolmentToken;
import io.slipway.device.identity.EnrolmentTokens;
import io.slipway.device.identity.Tenant;
import io.slipway.device.problem.http.JsonBody;
import io.slipway.device.problem.http.Problem;

/** {@code /api/v1/enrolment-tokens}: permissions to enrol, for operators. */
@Path("/api/v1/enrolment-tokens")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "operator")
public class EnrolmentTokenResource {

    private static final int MOST_LISTED = 1000;
    private static final Duration USUAL_LIFE = Duration.ofDays(1);

    private final CreateEnrolmentToken createToken;
    private final EnrolmentTokens tokens;
    private final Clock clock;
    private final JsonBody json;

    EnrolmentTokenResource(CreateEnrolmentToken createToken, EnrolmentTokens tokens, Clock clock, JsonBody json) {
        this.createToken = createToken;
        this.tokens = tokens;
        this.clock = clock;
        this.json = json;
    }

    /** Makes a token and shows its secret, this once. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Create an enrolment token", description = "The secret is in this answer and nowhere else.")
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = TokenBody.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = NewToken.class)))
    @APIResponse(
            responseCode = "422",
            description = "`request-invalid`: a value is missing, malformed or out of range.")
    public CompletionStage<Response> create(byte[] body) {
        TokenBody fields = json.read(body, TokenBody.class);
        try {
            return createToken.create(wish(fields)).thenApply(created -> Response.status(Status.CREATED)
                    .entity(NewToken.of(created))
                    .build());
        } catch (IllegalArgumentException e) {
            throw Problem.invalidRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Lists the newest tokens of a tenant, without their secrets. */
    @GET
    @Operation(summary = "List the newest 1000 enrolment tokens of a tenant")
    @APIResponse(responseCode = "200", description = "The tokens, newest first, without their secrets")
    @APIResponse(responseCode = "422", description = "`request-invalid`: the tenant's name is malformed.")
    public CompletionStage<List<TokenView>> list(@QueryParam("tenant") @DefaultValue("default") String tenant) {
        try {
            return tokens.list(new Tenant(tenant), MOST_LISTED)
                    .thenApply(found -> found.stream().map(TokenView::of).toList());
        } catch (IllegalArgumentException e) {
            throw Problem.invalidRequest(String.valueOf(e.getMessage()));
        }
    }

    /** Revokes a token; devices that have enrolled with it stay enrolled. */
    @DELETE
    @Path("{id}")
    @Operation(summary = "Revoke an enrolment token", description = "Devices that enrolled with it stay enrolled.")
    @APIResponse(responseCode = "204", description = "Revoked, now or before")
    @APIResponse(responseCode = "404", description = "`token-unknown`: there is no such token.")
    public CompletionStage<Response> revoke(@PathParam("id") UUID id) {
        return tokens.revoke(id, clock.instant().truncatedTo(ChronoUnit.MILLIS)).thenApply(exists -> {
            if (!exists) {
                throw Problem.of(
                        Status.NOT_FOUND,
                        "token-unknown",
                        "There is no such enrolment token",
                        "No enrolment token has the id " + id + ".");
            }
            return Response.noContent().build();
        });
    }

    private Wish wish(TokenBody body) {
        if (body.deviceType == null) {
            throw Problem.invalidRequest("deviceType: expected the type of the devices that may enrol");
        }
        return new Wish(
                body.tenant == null ? Tenant.DEFAULT : new Tenant(body.tenant),
                new DeviceType(body.deviceType),
                Optional.ofNullable(body.deviceId).map(DeviceId::new),
                body.maxUses == null ? 1 : body.maxUses,
                body.expiresAt == null ? clock.instant().plus(USUAL_LIFE) : body.expiresAt);
    }

    /**
     * What to create.
     *
     * @param tenant the tenant of the devices; {@code default} if absent
     * @param deviceType the type of the devices
     * @param deviceId the only device that may use it; any if absent
     * @param maxUses how many devices may enrol with it; 1 if absent
     * @param expiresAt until when, at most 366 days ahead; in one day if absent
     */
    @Schema(name = "EnrolmentTokenRequest", requiredProperties = "deviceType")
    public record TokenBody(
            @Nullable String tenant,
            @Nullable String deviceType,
            @Nullable String deviceId,
            @Nullable Integer maxUses,
            @Nullable Instant expiresAt) {}

    /** A token that was just made, with its secret. */
    @Schema(name = "NewEnrolmentToken")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record NewToken(
            UUID id,
            String token,
            String tenant,
            String deviceType,
            Optional<String> deviceId,
            int maxUses,
            Instant expiresAt) {

        static NewToken of(Created created) {
            EnrolmentToken token = created.token();
            return new NewToken(
                    token.id(),
                    created.secret().reveal(),
                    token.tenant().name(),
                    token.deviceType().value(),
                    token.deviceId().map(DeviceId::value),
                    token.maxUses(),
                    token.expiresAt());
        }
    }

    /** A token as it is listed. */
    @Schema(name = "EnrolmentToken")
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    public record TokenView(
            UUID id,
            String tenant,
            String deviceType,
            Optional<String> deviceId,
            int maxUses,
            int uses,
            Instant createdAt,
            Instant expiresAt,
            Optional<Instant> revokedAt) {

        static TokenView of(EnrolmentToken token) {
            return new TokenView(
                    token.id(),
                    token.tenant().name(),
                    token.deviceType().value(),
                    token.deviceId().map(DeviceId::value),
                    token.maxUses(),
                    token.uses(),
                    token.createdAt(),
                    token.expiresAt(),
                    token.revokedAt());
        }
    }
}
