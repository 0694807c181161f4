package io.slipway.rollout;

import java.net.URI;
import java.util.UUID;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** The problem details of this service (RFC 9457): the type is {@code /problems/} and a stable code of {@code docs/errors.md}. */
public final class Problem {

    /** A value in the request is not acceptable. */
    public static final String INVALID = "invalid-request";

    private static final String TYPE = "/problems/";

    private Problem() {}

    /**
     * A problem to throw.
     *
     * @param code a stable word with hyphens; also the title, in plain letters
     * @param detail what was wrong, where, and what to do
     */
    public static HttpProblem of(Status status, String code, String detail) {
        String title = Character.toUpperCase(code.charAt(0)) + code.substring(1).replace('-', ' ');
        return HttpProblem.builder()
                .withType(URI.create(TYPE + code))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .build();
    }

    /** A value in the request is not acceptable. */
    public static HttpProblem invalid(String detail) {
        return of(Status.BAD_REQUEST, INVALID, detail);
    }

    /** The UUID in a path. */
    public static UUID uuid(String name, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw invalid(name + " '" + text + "' is not a UUID.");
        }
    }

    /** The number of elements of a page. */
    public static int limit(int limit, int most) {
        if (limit < 1 || limit > most) {
            throw invalid("limit is 1 to " + most + ", not " + limit + ".");
        }
        return limit;
    }
}
