package io.slipway.events;

import java.time.Instant;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * An event or command on its way out: a CloudEvent 1.0 in the form of {@code docs/contracts/README.md}.
 *
 * @param id the idempotency key that consumers see as {@code ce_id}
 * @param topic the Kafka topic
 * @param key the Kafka key, {@code <tenant>/<aggregate>}: events with the same key keep their order
 * @param type the event type, for example {@code ReleasePublished}
 * @param time when it happened
 * @param json the event as a JSON object; {@code null} makes the record a tombstone, which removes the key from a compacted topic
 */
public record Event(
        UUID id,
        String topic,
        String key,
        String type,
        Instant time,
        @Nullable String json) {

    /** The type of a record that has no value. */
    public static final String TOMBSTONE = "Tombstone";

    public Event {
        if (topic.isBlank() || key.isBlank() || type.isBlank()) {
            throw new IllegalArgumentException("An event needs a topic, a key and a type: topic='" + topic + "' key='"
                    + key + "' type='" + type + "'");
        }
    }

    /** An event with a new id. */
    public static Event of(String topic, String key, String type, Instant time, String json) {
        return new Event(UUID.randomUUID(), topic, key, type, time, json);
    }

    /** The record that says there is nothing any more under {@code key}. */
    public static Event tombstone(String topic, String key, Instant time) {
        return new Event(UUID.randomUUID(), topic, key, TOMBSTONE, time, null);
    }
}
