package io.slipway.artifact.storage.http;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.slipway.artifact.problem.http.Problem;
import io.slipway.artifact.storage.StoreFullException;
import io.slipway.artifact.storage.StoreUnavailableException;

/** Answers where the object store failed: 503 where it may work later, 507 where it is full. */
class StoreProblems {

    private static final Logger LOG = Logger.getLogger(StoreProblems.class);
    private static final int RETRY_SECONDS = 5;

    @ServerExceptionMapper
    Response unavailable(StoreUnavailableException failure) {
        LOG.warnf("Object store unavailable: %s", failure.getMessage());
        return Problem.begin(
                        Status.SERVICE_UNAVAILABLE,
                        "object-store-unavailable",
                        "The object store is away",
                        "The object store did not take or give the bytes. Nothing is half-stored; try again.")
                .withHeader("Retry-After", RETRY_SECONDS)
                .build()
                .toResponse();
    }

    @ServerExceptionMapper
    Response full(StoreFullException failure) {
        LOG.errorf("Object store full: %s", failure.getMessage());
        return Problem.of(
                        Problem.INSUFFICIENT_STORAGE,
                        "object-store-full",
                        "The object store is full",
                        "There is no room for the bytes. Free some, or raise the bucket's quota, and try again.")
                .toResponse();
    }
}
