package io.slipway.events;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came from Kafka, its CloudEvents headers read and checked, its JSON not yet parsed.
 *
 * @param id the idempotency key
 * @param type the event type; {@link Event#TOMBSTONE} for a record without a value
 * @param key the Kafka key, {@code <tenant>/<aggregate>}
 * @param time when it happened, as the producer says
 * @param json the value; {@code null} in a tombstone
 * @param traceparent the W3C trace context that the event belongs to
 */
public record ReceivedEvent(
        UUID id,
        String type,
        String key,
        Instant time,
        @Nullable String json,
        Optional<String> traceparent) {

    /**
     * Reads the binary-mode CloudEvent (CloudEvents Kafka Protocol Binding 1.0.2, section 3.2) in {@code record}.
     *
     * @throws EventRejectedException if a required header is missing or malformed, or there is no key
     */
    public static ReceivedEvent from(ConsumerRecord<String, String> record) {
        if (record.key() == null || record.key().isBlank()) {
            throw new EventRejectedException("key-missing", "The record has no key.");
        }
        String version = required(record, "ce_specversion");
        if (!version.equals("1.0")) {
            throw new EventRejectedException("header-invalid", "ce_specversion is '" + version + "', expected '1.0'.");
        }
        return new ReceivedEvent(
                id(required(record, "ce_id")),
                required(record, "ce_type"),
                record.key(),
                time(required(record, "ce_time")),
                record.value(),
                Optional.ofNullable(header(record, "traceparent")));
    }

    /** The part of the key before the first slash. */
    public String tenant() {
        int slash = key.indexOf('/');
        if (slash <= 0) {
            throw new EventRejectedException("key-invalid", "The key '" + key + "' does not begin with a tenant.");
        }
        return key.substring(0, slash);
    }

    /**
     * The JSON of an event that must not be a tombstone.
     *
     * @throws EventRejectedException if the record has no value
     */
    public String requiredJson() {
        if (json == null) {
            throw new EventRejectedException("value-missing", "A record of type " + type + " needs a value.");
        }
        return json;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new EventRejectedException("header-invalid", "ce_id '" + text + "' is not a UUID.");
        }
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new EventRejectedException("header-invalid", "ce_time '" + text + "' is not an RFC 3339 instant.");
        }
    }

    private static String required(ConsumerRecord<?, ?> record, String name) {
        String value = header(record, name);
        if (value == null || value.isBlank()) {
            throw new EventRejectedException("header-missing", "The header " + name + " is missing.");
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
