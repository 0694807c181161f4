package io.slipway.device.problem.http;

import java.net.URI;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.core.Response;

/** Problem details of this service: {@code type} is {@code urn:slipway:problem:} and a stable code. */
public final class Problem {

    private static final String TYPE = "urn:slipway:problem:";

    private Problem() {}

    /**
     * A problem.
     *
     * @param code a stable word with hyphens
     * @param title what kind of thing went wrong, the same for every occurrence
     * @param detail what was wrong, where, and what to do
     */
    public static HttpProblem of(Response.StatusType status, String code, String title, String detail) {
        return begin(status, code, title, detail).build();
    }

    /** A problem as JSON, for an answer that is given before the resources are reached. */
    public static String text(Response.StatusType status, String code, String title, String detail) {
        return new JsonObject()
                .put("type", TYPE + code)
                .put("title", title)
                .put("status", status.getStatusCode())
                .put("detail", detail)
                .encode();
    }

    /** A request whose content is not acceptable: 422. */
    public static HttpProblem invalidRequest(String detail) {
        return of(UnprocessableContent.STATUS, "request-invalid", "The request is not valid", detail);
    }

    /** A problem to which headers are to be added. */
    public static HttpProblem.Builder begin(Response.StatusType status, String code, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE + code))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
    }
}
