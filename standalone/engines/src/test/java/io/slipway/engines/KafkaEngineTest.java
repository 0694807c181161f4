package io.slipway.engines;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.engines.kafka.Topic;

import static org.assertj.core.api.Assertions.assertThat;

class KafkaEngineTest {

    private static final String TOPIC = "slipway.artifact.release.v1";

    @TempDir
    Path directory;

    @Test
    void keeps_acknowledged_records_over_a_crash() throws Exception {
        try (Engine kafka = Engines.kafka(directory, 0)) {
            // Given
            try (KafkaProducer<String, String> producer =
                    new KafkaProducer<>(settings(kafka), new StringSerializer(), new StringSerializer())) {
                producer.send(new ProducerRecord<>(TOPIC, "key", "kept")).get();
            }

            // When
            kafka.kill();
            kafka.restart();

            // Then
            assertThat(readOne(kafka).value()).isEqualTo("kept");
        }
    }

    @Test
    void has_the_topics_of_the_contract_and_creates_no_other_by_use() throws Exception {
        try (Engine kafka = Engines.kafka(directory, 0);
                Admin admin = Admin.create(settings(kafka))) {
            // Given
            ConfigResource deployments = new ConfigResource(ConfigResource.Type.TOPIC, "slipway.rollout.deployment.v1");

            // When
            Set<String> names = admin.listTopics().names().get();
            Collection<Config> configs =
                    admin.describeConfigs(List.of(deployments)).all().get().values();

            // Then
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            Topic.all().stream().map(Topic::name).toList());
            assertThat(configs)
                    .singleElement()
                    .extracting(config -> config.get("cleanup.policy").value())
                    .isEqualTo("compact");
        }
    }

    private static ConsumerRecord<String, String> readOne(Engine kafka) {
        Map<String, Object> settings = new HashMap<>(settings(kafka));
        settings.put("group.id", "test");
        settings.put("auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(TOPIC));
            return Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> consumer.poll(Duration.ofMillis(200)).iterator(), Iterator::hasNext)
                    .next();
        }
    }

    private static Map<String, Object> settings(Engine kafka) {
        return Map.of("bootstrap.servers", kafka.coordinates().get("kafka.bootstrap.servers"));
    }
}
