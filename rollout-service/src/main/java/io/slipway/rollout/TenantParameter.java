package io.slipway.rollout;

import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jspecify.annotations.Nullable;

import io.slipway.rollout.fleet.Tenant;

/** Whose devices, releases and rollouts a request is about: a header, or for links and server-sent events a query parameter. */
public final class TenantParameter {

    /** The header, or the query parameter of the same name. */
    static final String NAME = "Slipway-Tenant";

    @HeaderParam(NAME)
    @Parameter(description = "The tenant; `default` if absent.")
    @Nullable
    String header;

    @QueryParam(NAME)
    @Parameter(description = "The tenant, where a header cannot be set.")
    @Nullable
    String query;

    /** The tenant of the request. */
    public Tenant tenant() {
        if (header != null && query != null && !header.equals(query)) {
            throw Problem.invalid("The header and the query parameter " + NAME + " name different tenants.");
        }
        String named = header != null ? header : query;
        try {
            return named == null ? Tenant.DEFAULT : new Tenant(named);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(e.getMessage() + ".");
        }
    }
}
