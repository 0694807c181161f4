package io.slipway.events;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The only way out for events: a row in the same transaction as the change that the event tells of.
 *
 * <p>The trace that is current when the event is appended travels with it. Set-based statements may insert into the table {@code outbox} themselves
 * ({@code event_id, topic, message_key, event_type, occurred_at, traceparent, payload}).
 */
@ApplicationScoped
public class Outbox {

    /**
     * Adds {@code event} to the transaction of {@code session}; it is published after the commit, at least once, in order for its key.
     *
     * @param session a session with an open transaction
     */
    public Uni<Void> append(Mutiny.Session session, Event event) {
        return session.persist(new OutboxRow(event, Traces.currentTraceparent()));
    }
}
