package io.slipway.artifact.problem.http;

import java.net.URI;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status.Family;
import jakarta.ws.rs.core.Response.StatusType;

/** Problem details of this service: {@code type} is {@code urn:slipway:problem:} and a stable code. */
public final class Problem {

    /** 422: understood, but not to be done. */
    public static final StatusType UNPROCESSABLE = new Named(422, "Unprocessable Content");

    /** 423: someone else is at it. */
    public static final StatusType LOCKED = new Named(423, "Locked");

    /** 507: no room. */
    public static final StatusType INSUFFICIENT_STORAGE = new Named(507, "Insufficient Storage");

    private static final String TYPE = "urn:slipway:problem:";

    private Problem() {}

    /**
     * A problem.
     *
     * @param code a stable word with hyphens
     * @param title what kind of thing went wrong, the same for every occurrence
     * @param detail what was wrong, where, and what to do
     */
    public static HttpProblem of(StatusType status, String code, String title, String detail) {
        return begin(status, code, title, detail).build();
    }

    /** A problem to which headers or members are to be added. */
    public static HttpProblem.Builder begin(StatusType status, String code, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE + code))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail);
    }

    /** A status that JAX-RS has no name for. */
    private record Named(int getStatusCode, String getReasonPhrase) implements StatusType {
        @Override
        public Family getFamily() {
            return Family.familyOf(getStatusCode);
        }
    }
}
