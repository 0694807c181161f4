package io.slipway.events;

import java.nio.charset.StandardCharsets;

import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.TracingMetadata;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/**
 * Sends one event to Kafka as a binary-mode CloudEvent and answers when Kafka has acknowledged it.
 *
 * <p>Only {@link OutboxRelay} and code whose event has no change of state beside it (a device's report) call it; everything else goes through the
 * {@link Outbox}.
 */
@ApplicationScoped
public class EventPublisher {

    /** More than this many events under way at once is a fault of the caller. */
    static final int MOST_IN_FLIGHT = 1024;

    private final MutinyEmitter<Record<String, @Nullable String>> emitter;
    private final String source;

    EventPublisher(
            @Channel("outbox") @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = MOST_IN_FLIGHT)
                    MutinyEmitter<Record<String, @Nullable String>> emitter,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.emitter = emitter;
        this.source = "/slipway/" + application;
    }

    /**
     * Sends {@code event} as a part of the trace {@code traceparent}.
     *
     * @return completes when all in-sync replicas have it; fails if Kafka did not acknowledge within the delivery timeout
     */
    public Uni<Void> publish(Event event, @Nullable String traceparent) {
        Context trace = Traces.contextOf(traceparent);
        Record<String, @Nullable String> record = Record.of(event.key(), event.json());
        Message<Record<String, @Nullable String>> message = Message.<Record<String, @Nullable String>>of(record)
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic(event.topic())
                        .withHeaders(headers(event, traceparent))
                        .build())
                .addMetadata(TracingMetadata.withCurrent(trace));
        return emitter.sendMessage(message);
    }

    private Headers headers(Event event, @Nullable String traceparent) {
        Headers headers = new RecordHeaders();
        put(headers, "ce_specversion", "1.0");
        put(headers, "ce_id", event.id().toString());
        put(headers, "ce_source", source);
        put(headers, "ce_type", event.type());
        put(headers, "ce_time", event.time().toString());
        put(headers, "content-type", "application/json");
        if (traceparent != null) {
            put(headers, "traceparent", traceparent);
        }
        return headers;
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
