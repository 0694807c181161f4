package io.slipway.delta;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * Sends and reads Kafka records as another service would.
 *
 * @param bootstrap address of the broker
 */
public record Records(String bootstrap) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Sends a CloudEvent and waits for Kafka's acknowledgement. */
    public void send(String topic, String key, UUID id, String type, String json) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, json);
        Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", id.toString(),
                        "ce_source", "/slipway/artifact-service",
                        "ce_type", type,
                        "ce_time", "2026-11-21T10:00:00Z",
                        "content-type", "application/json")
                .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new StringSerializer())) {
            producer.send(record);
            producer.flush();
        }
    }

    /** All records of the topic under the key, in order, once there are {@code count} that match. */
    public List<ConsumerRecord<String, String>> await(
            String topic, String key, int count, Predicate<ConsumerRecord<String, String>> wanted) {
        return read(topic, key, wanted, found -> found.size() >= count);
    }

    /** All records of the topic under the key, in order, once there is one that is {@code last}. */
    public List<ConsumerRecord<String, String>> until(
            String topic, String key, Predicate<ConsumerRecord<String, String>> last) {
        return read(topic, key, _ -> true, found -> found.stream().anyMatch(last));
    }

    private List<ConsumerRecord<String, String>> read(
            String topic,
            String key,
            Predicate<ConsumerRecord<String, String>> wanted,
            Predicate<List<ConsumerRecord<String, String>>> enough) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, String>> found = new ArrayList<>();
            Awaitility.await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(r -> {
                    if (key.equals(r.key()) && wanted.test(r)) {
                        found.add(r);
                    }
                });
                return enough.test(found);
            });
            return found;
        }
    }

    /** The text of a header. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
