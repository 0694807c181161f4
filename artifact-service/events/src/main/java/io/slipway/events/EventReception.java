package io.slipway.events;

import java.time.Duration;
import java.util.function.Function;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * What every Kafka consumer does with a record: read the envelope, call the use case, and tell what can never work from what may work later.
 *
 * <p>An {@link EventRejectedException} sends the record to the dead letters. Any other failure is tried again with growing pauses for five minutes and
 * then fails the channel: the service turns unhealthy, and a restarted one goes on at the same record. So a record is never skipped.
 */
@ApplicationScoped
public class EventReception {

    private static final Logger LOG = Logger.getLogger(EventReception.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final DeadLetters deadLetters;

    EventReception(DeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /**
     * Runs {@code effect} for the event in {@code record}.
     *
     * @param effect must be idempotent (see {@link Inbox}) and is called again after a transient failure
     * @return completes when the effect is durable or the record is among the dead letters: then its offset may be committed
     */
    public Uni<Void> receive(ConsumerRecord<String, String> record, Function<ReceivedEvent, Uni<Void>> effect) {
        return Uni.createFrom()
                .deferred(() -> inTraceOf(ReceivedEvent.from(record), effect))
                .onFailure(failure -> !(failure instanceof EventRejectedException))
                .invoke(failure -> LOG.warnf(
                        "Event not processed, trying again topic=%s partition=%d offset=%d: %s",
                        record.topic(), record.partition(), record.offset(), failure))
                .onFailure(failure -> !(failure instanceof EventRejectedException))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(PATIENCE.toMillis())
                .onFailure(EventRejectedException.class)
                .recoverWithUni(failure -> deadLetters.put(record, (EventRejectedException) failure));
    }

    /** Makes the trace that the event carries the current one, where the connector has not done so. */
    @SuppressWarnings("MustBeClosedChecker") // closed when the reactive chain ends, not when this method does
    private static Uni<Void> inTraceOf(ReceivedEvent event, Function<ReceivedEvent, Uni<Void>> effect) {
        if (Span.current().getSpanContext().isValid()) {
            return effect.apply(event);
        }
        Scope scope = Traces.contextOf(event.traceparent().orElse(null)).makeCurrent();
        return effect.apply(event).eventually(scope::close);
    }
}
