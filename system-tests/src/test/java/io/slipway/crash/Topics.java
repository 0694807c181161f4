package io.slipway.crash;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

import static org.awaitility.Awaitility.await;

/**
 * The other services' side of Kafka.
 *
 * @param servers of Kafka
 */
record Topics(String servers) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event as it lies in its topic. */
    record Fact(String key, String type, JsonNode content) {

        String text(String pointer) {
            return content.at(pointer).asText();
        }
    }

    void tell(String topic, String key, String type, String content) {
        ProducerRecord<String, String> record = new ProducerRecord<>(topic, key, content);
        Map<String, String> headers = Map.of(
                "ce_specversion",
                "1.0",
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "/slipway/test",
                "ce_type",
                type,
                "ce_time",
                Instant.now().toString(),
                "content-type",
                "application/json");
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", (Object) servers), new StringSerializer(), new StringSerializer())) {
            producer.send(record);
        }
    }

    /** All facts of a topic in their order for each key, once there is the one that is waited for. */
    List<Fact> untilThereIs(String topic, Duration patience, Predicate<Fact> last) {
        List<Fact> facts = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", (Object) servers), new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await(topic).atMost(patience).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> facts.add(fact(record)));
                return facts.stream().anyMatch(last);
            });
        }
        return facts;
    }

    private static Fact fact(ConsumerRecord<String, String> record) {
        try {
            String type = new String(record.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
            return new Fact(record.key(), type, JSON.readTree(record.value()));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
