package io.slipway.device.session.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps the TLS port for devices: whatever is not below {@code /device/} does not exist there, so that an operator's password is worth nothing on the port that
 * faces the internet. Comes before authentication and routing.
 */
@ApplicationScoped
class DevicePort {

    private static final String DEVICE_PATHS = "/device/";
    private static final int BEFORE_EVERYTHING = 1000;
    private static final int NOT_FOUND = 404;

    void register(@Observes Filters filters) {
        filters.register(DevicePort::admit, BEFORE_EVERYTHING);
    }

    private static void admit(RoutingContext request) {
        if (request.request().isSSL() && !request.normalizedPath().startsWith(DEVICE_PATHS)) {
            request.response().setStatusCode(NOT_FOUND).end();
        } else {
            request.next();
        }
    }
}
