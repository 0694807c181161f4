package io.slipway.rollout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

import static org.awaitility.Awaitility.await;

/** The other services, as this one sees them: what they publish, and what they would read from now on. */
final class TestBroker implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final List<String> READ =
            List.of(Topics.COMMANDS, Topics.ROLLOUTS, "slipway.rollout.dead-letter.v1");

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> seen = new ArrayList<>();

    TestBroker(String bootstrap) {
        Map<String, Object> common = Map.of("bootstrap.servers", bootstrap);
        producer = new KafkaProducer<>(common, new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(common, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions =
                READ.stream().flatMap(this::partitions).toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Asking for a topic creates it. */
    private Stream<TopicPartition> partitions(String topic) {
        return await()
                .atMost(PATIENCE)
                .until(() -> consumer.partitionsFor(topic), found -> found != null && !found.isEmpty())
                .stream()
                .map(found -> new TopicPartition(topic, found.partition()));
    }

    /** Publishes an event as its owner would, and answers its id. */
    UUID publish(String topic, String key, String type, @Nullable String json) {
        UUID id = UUID.randomUUID();
        publish(id, topic, key, type, json);
        return id;
    }

    /** Publishes an event under a given id, to deliver it again. */
    void publish(UUID id, String topic, String key, String type, @Nullable String json) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, json);
        header(record, "ce_specversion", "1.0");
        header(record, "ce_id", id.toString());
        header(record, "ce_source", "/slipway/test");
        header(record, "ce_type", type);
        header(record, "ce_time", "2026-11-21T10:00:00Z");
        header(record, "content-type", "application/json");
        try {
            producer.send(record).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("Kafka did not take the record", e);
        }
    }

    /** All records so far that fit, in the order they came. */
    List<ConsumerRecord<String, String>> all(Predicate<ConsumerRecord<String, String>> wanted) {
        ConsumerRecords<String, String> polled;
        do {
            polled = consumer.poll(Duration.ofMillis(100));
            polled.forEach(seen::add);
        } while (!polled.isEmpty());
        return seen.stream().filter(wanted).toList();
    }

    /** Waits until at least {@code number} records fit. */
    List<ConsumerRecord<String, String>> atLeast(int number, Predicate<ConsumerRecord<String, String>> wanted) {
        // The count alone: of many records, what a failure says would not fit into memory.
        await("records that fit")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .until(() -> all(wanted).size(), found -> found >= number);
        return all(wanted);
    }

    /** Waits until an event is among the dead letters, and answers why. */
    String deadLetter(UUID event) {
        return header(
                atLeast(
                                1,
                                record -> record.topic().equals("slipway.rollout.dead-letter.v1")
                                        && header(record, "ce_id").equals(event.toString()))
                        .getFirst(),
                "slipway_reason");
    }

    static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static void header(ProducerRecord<?, ?> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }
}
