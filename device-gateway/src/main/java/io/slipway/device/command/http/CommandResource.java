package io.slipway.device.command.http;

import java.util.Optional;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import io.slipway.device.GatewayConfiguration;
import io.slipway.device.command.AnswerPoll;
import io.slipway.device.command.AnswerPoll.Answer.NotYetKnown;
import io.slipway.device.command.AnswerPoll.Answer.Nothing;
import io.slipway.device.command.AnswerPoll.Answer.Offered;
import io.slipway.device.command.AnswerPoll.Answer.Unchanged;
import io.slipway.device.problem.http.Problem;
import io.slipway.device.session.http.CurrentDevice;

/** {@code GET /device/v1/command}: what the calling device shall do. */
@Path("/device/v1/command")
@Tag(name = "device")
public class CommandResource {

    private static final String POLL_SECONDS = "Slipway-Poll-Seconds";
    private static final int RETRY_SECONDS = 5;

    private final AnswerPoll answerPoll;
    private final CurrentDevice device;
    private final long pollSeconds;

    CommandResource(AnswerPoll answerPoll, CurrentDevice device, GatewayConfiguration configuration) {
        this.answerPoll = answerPoll;
        this.device = device;
        this.pollSeconds = configuration.pollInterval().toSeconds();
    }

    /** Answers with the pending command, if there is one that the device does not have. */
    @GET
    @NonBlocking
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Ask for the pending command",
            description = "Slipway-Poll-Seconds in each answer says when to ask again.")
    @APIResponse(
            responseCode = "200",
            description = "The command (docs/contracts/events/Command.schema.json), with an ETag")
    @APIResponse(responseCode = "204", description = "Nothing is pending")
    @APIResponse(responseCode = "304", description = "The command is the one of If-None-Match")
    @APIResponse(responseCode = "503", description = "`commands-not-known-yet`: ask again.")
    public Response poll(@HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String knownEtag) {
        ResponseBuilder answer =
                switch (answerPoll.answer(device.name(), Optional.ofNullable(knownEtag))) {
                    case Offered offered ->
                        Response.ok(offered.command().json())
                                .header(HttpHeaders.ETAG, offered.command().etag());
                    case Unchanged unchanged -> Response.notModified().header(HttpHeaders.ETAG, unchanged.etag());
                    case Nothing nothing -> Response.noContent();
                    case NotYetKnown notYet ->
                        throw Problem.begin(
                                        Status.SERVICE_UNAVAILABLE,
                                        "commands-not-known-yet",
                                        "Commands are not known yet",
                                        "The gateway has just started. Ask again in a few seconds.")
                                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                                .build();
                };
        return answer.header(POLL_SECONDS, pollSeconds)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
