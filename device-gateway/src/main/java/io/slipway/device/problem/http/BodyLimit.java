package io.slipway.device.problem.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Refuses a body before a byte of it is read: one that says to be longer than {@code quarkus.http.limits.max-body-size}, and one that does not say how long it is.
 * The platform counts the bytes of the latter, but what it does in the end is an error in the log, and over HTTP/2 no valid answer.
 */
@ApplicationScoped
class BodyLimit {

    /** After the ports are told apart, before authentication. */
    private static final int EARLY = 900;

    private final long mostBytes;
    private final String tooLarge;
    private final String unknownLength;

    BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize most) {
        this.mostBytes = most.asLongValue();
        this.tooLarge = Problem.text(
                Status.REQUEST_ENTITY_TOO_LARGE,
                "body-too-large",
                "The body is too large",
                "Expected at most " + mostBytes + " bytes.");
        this.unknownLength = Problem.text(
                Status.LENGTH_REQUIRED,
                "body-length-missing",
                "The length of the body is missing",
                "Expected the header Content-Length.");
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, EARLY);
    }

    private void check(RoutingContext request) {
        HttpMethod method = request.request().method();
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null && (method == HttpMethod.POST || method == HttpMethod.PUT || method == HttpMethod.PATCH)) {
            refuse(request, Status.LENGTH_REQUIRED, unknownLength);
        } else if (length != null && Long.parseLong(length) > mostBytes) {
            refuse(request, Status.REQUEST_ENTITY_TOO_LARGE, tooLarge);
        } else {
            request.next();
        }
    }

    private static void refuse(RoutingContext request, Status status, String problem) {
        if (request.request().version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
        }
        request.response()
                .setStatusCode(status.getStatusCode())
                .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                .end(problem);
    }
}
