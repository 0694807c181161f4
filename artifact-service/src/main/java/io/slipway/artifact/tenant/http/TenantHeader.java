package io.slipway.artifact.tenant.http;

import jakarta.ws.rs.core.Response;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.tenant.Tenant;

/** The header that names the tenant of a request; without it the request is for the tenant {@code default}. */
public final class TenantHeader {

    /** Its name. */
    public static final String NAME = "Slipway-Tenant";

    /** The tenant of a request without the header. */
    public static final String DEFAULT = "default";

    private TenantHeader() {}

    /**
     * The tenant that the header's value names.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 400 if it is no tenant's name
     */
    public static Tenant read(String value) {
        try {
            return new Tenant(value);
        } catch (IllegalArgumentException e) {
            throw Problem.of(
                    Response.Status.BAD_REQUEST,
                    "tenant-invalid",
                    "The tenant has no valid name",
                    "The header " + NAME
                            + " needs 1 to 32 lower-case letters, digits and hyphens, not starting with a hyphen.");
        }
    }
}
