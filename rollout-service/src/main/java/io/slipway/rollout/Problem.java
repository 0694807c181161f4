package io.slipway.rollout;

import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import org.jspecify.annotations.Nullable;

/** The problem details of this service (RFC 9457): the type is {@code urn:slipway:problem:} and a stable code of {@code docs/errors.md}. */
public final class Problem {

    private static final String TYPE = "urn:slipway:problem:";
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,9}");
    private static final int SHOWN = 80;

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

    /** The body of the request is not acceptable. */
    public static HttpProblem request(String detail) {
        return of(Status.BAD_REQUEST, "request-invalid", detail);
    }

    /** A parameter in the path or the query is not acceptable. */
    public static HttpProblem parameter(String detail) {
        return of(Status.BAD_REQUEST, "parameter-invalid", detail);
    }

    /**
     * The tenant has nothing of this id.
     *
     * @param what {@code rollout}, {@code release}, {@code device} or {@code deployment}
     */
    public static HttpProblem unknown(String what, Object id) {
        return of(Status.NOT_FOUND, what + "-unknown", "There is no " + what + " " + id + ".");
    }

    /** The UUID in a parameter. */
    public static UUID uuid(String name, String text) {
        if (!UUID_FORM.matcher(text).matches()) {
            throw parameter(name + " '" + shown(text) + "' is not a UUID.");
        }
        return UUID.fromString(text);
    }

    /** The number of elements of a page, {@code usual} if none is given. */
    public static int limit(@Nullable String text, int usual, int most) {
        if (text == null) {
            return usual;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > most) {
            throw parameter("limit is 1 to " + most + ", not '" + shown(text) + "'.");
        }
        return limit;
    }

    private static String shown(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
