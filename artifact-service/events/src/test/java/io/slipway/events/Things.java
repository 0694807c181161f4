package io.slipway.events;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.hibernate.reactive.mutiny.Mutiny;

/** A service in miniature: appends events in a transaction, and works in what it receives, once. */
@Singleton
class Things {

    static final String TOPIC = "slipway.delta.path.v1";

    private final Mutiny.SessionFactory sessions;
    private final Outbox outbox;
    private final Inbox inbox;
    private final EventReception reception;

    final List<String> effects = new CopyOnWriteArrayList<>();
    final List<UUID> deliveries = new CopyOnWriteArrayList<>();
    final AtomicInteger failuresToCome = new AtomicInteger();

    Things(Mutiny.SessionFactory sessions, Outbox outbox, Inbox inbox, EventReception reception) {
        this.sessions = sessions;
        this.outbox = outbox;
        this.inbox = inbox;
        this.reception = reception;
    }

    Uni<Void> publish(List<Event> events) {
        return sessions.withTransaction((session, transaction) -> appendAll(session, events));
    }

    Uni<Void> publishAndRollBack(Event event) {
        return sessions.withTransaction(
                (session, transaction) -> outbox.append(session, event).invoke(transaction::markForRollback));
    }

    private Uni<Void> appendAll(Mutiny.Session session, List<Event> events) {
        return Multi.createFrom()
                .iterable(events)
                .onItem()
                .transformToUniAndConcatenate(event -> outbox.append(session, event))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    @Incoming("test-events")
    Uni<Void> on(ConsumerRecord<String, String> record) {
        return reception.receive(record, event -> {
            deliveries.add(event.id());
            if (event.type().equals("Nonsense")) {
                throw new EventRejectedException("type-unknown", "Nobody knows the type Nonsense.");
            }
            if (failuresToCome.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                return Uni.createFrom().failure(new IllegalStateException("the database is away"));
            }
            return sessions.withTransaction(session -> inbox.once(session, "things", event.id(), () -> {
                        effects.add(event.key() + "=" + event.json());
                        return Uni.createFrom().voidItem();
                    })
                    .replaceWithVoid());
        });
    }
}
