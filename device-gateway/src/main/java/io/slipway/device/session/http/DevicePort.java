package io.slipway.device.session.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import io.slipway.device.problem.http.Problem;

/**
 * Keeps the TLS port for devices: whatever is not below {@code /device/} does not exist there, so that an operator's password is worth nothing on the port that
 * faces the internet. Comes before authentication and routing.
 */
@ApplicationScoped
class DevicePort {

    private static final String DEVICE_PATHS = "/device/";
    private static final int BEFORE_EVERYTHING = 1000;
    private static final String NOTHING_ELSE = Problem.text(
            Status.NOT_FOUND,
            "devices-only",
            "There is nothing but /device/ here",
            "This port is for devices. Operators use the plain port.");

    void register(@Observes Filters filters) {
        filters.register(DevicePort::admit, BEFORE_EVERYTHING);
    }

    private static void admit(RoutingContext request) {
        if (request.request().isSSL() && !request.normalizedPath().startsWith(DEVICE_PATHS)) {
            request.response()
                    .setStatusCode(Status.NOT_FOUND.getStatusCode())
                    .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
                    .end(NOTHING_ELSE);
        } else {
            request.next();
        }
    }
}
