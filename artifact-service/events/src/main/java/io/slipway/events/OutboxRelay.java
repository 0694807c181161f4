package io.slipway.events;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Hands committed outbox rows over to Kafka, oldest first, and removes them once Kafka has acknowledged.
 *
 * <p>A row is sent at least once: a crash between acknowledgement and removal sends it again with the same event id. Of several instances of a service
 * only the one that holds the lease sends, and no event is sent before its predecessor under the same key is acknowledged, so that records of one key never
 * overtake each other. One round runs at a time.
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private final UUID instance = UUID.randomUUID();
    private final OutboxTable table;
    private final EventPublisher publisher;
    private final OutboxSettings settings;
    private final Vertx vertx;
    private final Clock clock = Clock.systemUTC();
    private final Counter published;

    private volatile boolean stopped;
    private volatile long leaseEndsNanos = System.nanoTime();
    private volatile double oldestSeconds;

    OutboxRelay(
            OutboxTable table,
            EventPublisher publisher,
            OutboxSettings settings,
            Vertx vertx,
            MeterRegistry metrics,
            @ConfigProperty(name = "slipway.service") String service) {
        if (settings.batch() < 1 || settings.batch() > 1000) {
            throw new IllegalArgumentException("slipway.outbox.batch must be 1 to 1000, is " + settings.batch());
        }
        this.table = table;
        this.publisher = publisher;
        this.settings = settings;
        this.vertx = vertx;
        this.published = metrics.counter("slipway_" + service + "_outbox_published");
        Gauge.builder("slipway_" + service + "_outbox_oldest_seconds", () -> oldestSeconds)
                .description("Age of the oldest event that Kafka has not acknowledged yet")
                .register(metrics);
    }

    void onStart(@Observes StartupEvent event) {
        schedule(settings.poll());
    }

    void onStop(@Observes ShutdownEvent event) {
        stopped = true;
    }

    private void schedule(Duration delay) {
        if (!stopped) {
            vertx.setTimer(Math.max(1, delay.toMillis()), timer -> onOwnContext(this::runRound));
        }
    }

    /** Hibernate Reactive wants a duplicated context of its own for each unit of work. */
    private void onOwnContext(Runnable work) {
        Context context = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext()));
        VertxContextSafetyToggle.setContextSafe(context, true);
        context.runOnContext(ignored -> work.run());
    }

    private void runRound() {
        round().subscribe()
                .with(sent -> schedule(sent < settings.batch() ? settings.poll() : Duration.ZERO), failure -> {
                    if (!stopped) {
                        LOG.warnf("Outbox not handed over, trying again in %s: %s", settings.retry(), failure);
                        schedule(settings.retry());
                    }
                });
    }

    /** One round: answers how many rows were handed over. */
    private Uni<Integer> round() {
        return holdLease()
                .chain(held -> held
                        ? table.oldest(settings.batch()).chain(this::handOver)
                        : Uni.createFrom().item(0));
    }

    private Uni<Boolean> holdLease() {
        if (leaseEndsNanos - System.nanoTime() > settings.lease().toNanos() / 2) {
            return Uni.createFrom().item(true);
        }
        long asked = System.nanoTime();
        return table.lease(instance, settings.lease()).invoke(held -> {
            if (held) {
                leaseEndsNanos = asked + settings.lease().toNanos();
            }
        });
    }

    private Uni<Integer> handOver(List<OutboxRow> rows) {
        if (rows.isEmpty()) {
            oldestSeconds = 0;
            return Uni.createFrom().item(0);
        }
        oldestSeconds = Duration.between(rows.getFirst().time, clock.instant()).toMillis() / 1000.0;
        return Multi.createFrom()
                .iterable(InOrderOfKeys.layers(rows, row -> row.key))
                .onItem()
                .transformToUniAndConcatenate(this::publishTogether)
                .collect()
                .asList()
                .chain(() -> table.remove(rows))
                .invoke(() -> published.increment(rows.size()))
                .replaceWith(rows.size());
    }

    /** All rows have different keys: none can overtake another of its key, whatever fails. */
    private Uni<Void> publishTogether(List<OutboxRow> rows) {
        List<Uni<Void>> sends = rows.stream()
                .map(row -> publisher.publish(
                        new Event(row.eventId, row.topic, row.key, row.type, row.time, row.json), row.traceparent))
                .toList();
        return Uni.join().all(sends).andFailFast().replaceWithVoid();
    }
}
