package io.slipway.events;

import java.time.Instant;
import java.util.UUID;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One event that is committed and not yet in Kafka; {@code position} is the order in which rows are handed over. */
@Entity
@Table(name = "outbox")
class OutboxRow {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long position;

    @Column(name = "event_id", nullable = false)
    UUID eventId;

    @Column(nullable = false)
    String topic;

    @Column(name = "message_key", nullable = false)
    String key;

    @Column(name = "event_type", nullable = false)
    String type;

    @Column(name = "occurred_at", nullable = false)
    Instant time;

    @Nullable
    String traceparent;

    @Column(name = "payload")
    @Nullable
    String json;

    /** For Hibernate only. */
    @SuppressWarnings("NullAway.Init")
    protected OutboxRow() {}

    OutboxRow(Event event, @Nullable String traceparent) {
        this.eventId = event.id();
        this.topic = event.topic();
        this.key = event.key();
        this.type = event.type();
        this.time = event.time();
        this.traceparent = traceparent;
        this.json = event.json();
    }
}
