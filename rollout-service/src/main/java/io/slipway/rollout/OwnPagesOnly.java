package io.slipway.rollout;

import java.util.Set;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a change that another site's page makes an operator's browser ask for: the browser would add the operator's password by itself. Browsers say in
 * {@code Sec-Fetch-Site} (W3C Fetch Metadata, section 2.2) where a request comes from; other programs do not send it and are not concerned.
 */
@Provider
@PreMatching
final class OwnPagesOnly implements ContainerRequestFilter {

    private static final Set<String> HARMLESS_METHODS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    @Override
    public void filter(ContainerRequestContext request) {
        @Nullable String from = request.getHeaderString("Sec-Fetch-Site");
        if (from != null && !OWN.contains(from) && !HARMLESS_METHODS.contains(request.getMethod())) {
            request.abortWith(Problem.of(
                            Status.FORBIDDEN,
                            "cross-site-request",
                            "A page of another site sent this request. Use this service's own page, or a program.")
                    .toResponse());
        }
    }
}
