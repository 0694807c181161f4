package io.slipway.device.download.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import io.slipway.device.problem.http.Problem;

/** The answer while the object store is away. */
final class StoreProblem {

    private static final int RETRY_SECONDS = 10;

    private StoreProblem() {}

    static HttpProblem unavailable() {
        return Problem.begin(
                        Status.SERVICE_UNAVAILABLE,
                        "object-store-unavailable",
                        "The object store does not answer",
                        "Try again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }
}
