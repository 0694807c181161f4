package io.slipway.events;

import java.nio.charset.StandardCharsets;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps what can never be processed, as it came, with the reason, in {@code slipway.<service>.dead-letter.v1}. */
@ApplicationScoped
class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final MutinyEmitter<Record<@Nullable String, @Nullable String>> emitter;
    private final MeterRegistry metrics;
    private final String service;

    DeadLetters(
            @Channel("dead-letters") MutinyEmitter<Record<@Nullable String, @Nullable String>> emitter,
            MeterRegistry metrics,
            @ConfigProperty(name = "slipway.service") String service) {
        this.emitter = emitter;
        this.metrics = metrics;
        this.service = service;
    }

    /** Completes when Kafka has the record, so that its offset may be committed. */
    Uni<Void> put(ConsumerRecord<String, String> record, EventRejectedException reason) {
        LOG.errorf(
                "Event put aside as a dead letter topic=%s partition=%d offset=%d reason=%s detail=%s",
                record.topic(), record.partition(), record.offset(), reason.code(), reason.getMessage());
        metrics.counter("slipway_" + service + "_dead_letters", "topic", record.topic(), "reason", reason.code())
                .increment();
        Headers headers = new RecordHeaders(record.headers());
        put(headers, "slipway_reason", reason.code() + ": " + reason.getMessage());
        put(headers, "slipway_origin_topic", record.topic());
        put(headers, "slipway_origin_partition", Integer.toString(record.partition()));
        put(headers, "slipway_origin_offset", Long.toString(record.offset()));
        return emitter.sendMessage(Message.of(Record.of(record.key(), record.value()))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withTopic("slipway." + service + ".dead-letter.v1")
                        .withHeaders(headers)
                        .build()));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
