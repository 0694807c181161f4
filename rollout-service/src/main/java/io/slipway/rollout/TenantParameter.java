package io.slipway.rollout;

import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.Tenant;

/** Whose devices, releases and rollouts a request is about: a header, or for links and server-sent events a query parameter. */
public final class TenantParameter {

    /** The header, or the query parameter of the same name. */
    static final String NAME = "Slipway-Tenant";

    private static final String FORM = "[a-z0-9][a-z0-9-]{0,31}";

    @HeaderParam(NAME)
    @Parameter(
            description = "The tenant.",
            schema = @Schema(type = SchemaType.STRING, pattern = FORM, defaultValue = "default"))
    @Nullable
    String header;

    @QueryParam(NAME)
    @Parameter(
            description = "The tenant, where a header cannot be set.",
            schema = @Schema(type = SchemaType.STRING, pattern = FORM))
    @Nullable
    String query;

    /** The tenant of the request. */
    public Tenant tenant() {
        if (header != null && query != null && !header.equals(query)) {
            throw invalid("The header and the query parameter " + NAME + " name different tenants.");
        }
        String named = header != null ? header : query;
        try {
            return named == null ? Tenant.DEFAULT : new Tenant(named);
        } catch (IllegalArgumentException e) {
            throw invalid(e.getMessage() + ".");
        }
    }

    private static HttpProblem invalid(String detail) {
        return Problem.of(Status.BAD_REQUEST, "tenant-invalid", detail);
    }
}
