package io.slipway.delta.catalogue.http;

import java.net.URI;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;

/** Problem details of this API. */
final class Problems {

    static final String TYPE = "application/problem+json";
    static final String SCHEMA = "#/components/schemas/HttpProblem";

    private Problems() {}

    static HttpProblem of(Status status, String code, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create("urn:slipway:problem:" + code))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .build();
    }
}
