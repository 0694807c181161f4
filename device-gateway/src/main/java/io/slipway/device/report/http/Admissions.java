package io.slipway.device.report.http;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.smallrye.mutiny.TimeoutException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;

import io.slipway.device.GatewayConfiguration;
import io.slipway.device.problem.http.Problem;
import io.slipway.device.report.ReportRefusedException;

/**
 * Bounds how many reports of HTTPS devices are on their way to Kafka, and how long a device waits for them. The places of a request are free again only when its
 * reports are durable, not when the device has stopped waiting: else an outage of Kafka would fill the memory.
 */
@ApplicationScoped
class Admissions {

    private static final int RETRY_SECONDS = 10;

    private final Semaphore places;
    private final Duration patience;

    @Inject
    Admissions(GatewayConfiguration configuration) {
        this(configuration.report().httpMaxInFlight(), configuration.report().httpTimeout());
    }

    Admissions(int most, Duration patience) {
        this.places = new Semaphore(most);
        this.patience = patience;
    }

    Uni<Long> bounded(int reports, Reception reception) throws ReportRefusedException {
        if (!places.tryAcquire(reports)) {
            throw comeBack("Too many reports wait for Kafka.");
        }
        CompletionStage<Long> durable;
        try {
            durable = reception.start();
        } catch (ReportRefusedException | RuntimeException e) {
            places.release(reports);
            throw e;
        }
        durable.whenComplete((sequence, failure) -> places.release(reports));
        // A copy, because a device that stops waiting cancels what it waits for.
        return Uni.createFrom()
                .completionStage(durable.toCompletableFuture().copy())
                .ifNoItem()
                .after(patience)
                .fail()
                .onFailure(TimeoutException.class)
                .transform(late -> comeBack("Kafka has not acknowledged the reports in time."));
    }

    private static HttpProblem comeBack(String detail) {
        return Problem.begin(
                        Status.SERVICE_UNAVAILABLE,
                        "reports-not-durable-yet",
                        "The reports are not known to be durable",
                        detail + " Send them again later.")
                .withHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS)
                .build();
    }

    /** Starts to make reports durable. */
    @FunctionalInterface
    interface Reception {
        CompletionStage<Long> start() throws ReportRefusedException;
    }
}
