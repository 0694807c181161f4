package io.slipway.artifact.publication.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Keeps bodies small everywhere but on the paths that stream: the server's own limit has to allow for the largest artifact, and other requests are read into
 * memory.
 */
@ApplicationScoped
class BodyLimit {

    /** The largest metadata file, in a JSON string with escapes. */
    private static final long MOST = 20L << 20;

    private static final int EARLY = 500;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;

    void install(@Observes Filters filters) {
        filters.register(BodyLimit::check, EARLY);
    }

    private static void check(RoutingContext request) {
        if (streams(request)) {
            request.next();
            return;
        }
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean chunked = request.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        if (chunked && length == null) {
            request.response()
                    .setStatusCode(LENGTH_REQUIRED)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
        } else if (length != null && (length.length() > 18 || Long.parseLong(length) > MOST)) {
            request.response()
                    .setStatusCode(TOO_LARGE)
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end();
        } else {
            request.next();
        }
    }

    private static boolean streams(RoutingContext request) {
        String path = request.normalizedPath();
        return request.request().method() == HttpMethod.POST && path.equals("/api/v1/artifacts")
                || request.request().method() == HttpMethod.PATCH && path.startsWith("/api/v1/uploads/");
    }
}
