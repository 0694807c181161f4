package io.slipway.events;

import java.util.UUID;
import java.util.function.Supplier;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Remembers which events a consumer has worked in, in the transaction of their effect, so that a repeated delivery has none. */
@ApplicationScoped
public class Inbox {

    private final Mutiny.SessionFactory sessions;

    Inbox(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /**
     * Runs {@code effect} if {@code consumer} sees the event for the first time.
     *
     * @param session a session with an open transaction, which the effect must use as well
     * @param consumer the name of the use case, so that two consumers of one event do not shut each other out
     * @return whether the effect ran
     */
    public Uni<Boolean> once(Mutiny.Session session, String consumer, UUID eventId, Supplier<Uni<Void>> effect) {
        return session.createNativeQuery(
                        "insert into inbox (consumer, event_id) values (:consumer, :event) on conflict do nothing")
                .setParameter("consumer", consumer)
                .setParameter("event", eventId)
                .executeUpdate()
                .chain(rows ->
                        rows == 0 ? Uni.createFrom().item(false) : effect.get().replaceWith(true));
    }

    /** Forgets events after 30 days; Kafka must not deliver again what is older, so its retention on consumed topics' offsets is shorter. */
    @Scheduled(every = "1h", delayed = "5m")
    Uni<Void> forgetOldEvents() {
        return sessions.withTransaction(
                session -> session.createNativeQuery("delete from inbox where received_at < now() - interval '30 days'")
                        .executeUpdate()
                        .replaceWithVoid());
    }
}
