package io.slipway.k8s;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.engines.Engine;
import io.slipway.engines.Engines;

import static org.assertj.core.api.Assertions.assertThat;

/** The shell scripts that talk to Kafka, run by bash with Kafka's own tools against a broker. */
class KafkaScriptsTest {

    private static final Path NO_INPUT = Path.of("/dev/null");
    private static final int MOST_POLLS = 30;
    private static final String DEAD_LETTERS = "slipway.rollout.dead-letter.v1";

    @TempDir
    private static Path folder;

    private static Engine kafka;
    private static KafkaTools tools;
    private static Map<String, Object> connection;

    @BeforeAll
    static void start() throws Exception {
        kafka = Engines.kafka(Files.createDirectory(folder.resolve("kafka")), 0);
        String servers = kafka.coordinates().get("kafka.bootstrap.servers");
        tools = new KafkaTools(Files.createDirectory(folder.resolve("tools")), servers);
        connection = Map.of("bootstrap.servers", servers);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void script_of_the_chart_creates_topics_with_their_policies_and_leaves_others_alone() throws Exception {
        // Given
        JsonNode chart = Chart.render("everything").stream()
                .filter(m -> m.is("ConfigMap"))
                .findFirst()
                .orElseThrow()
                .content()
                .path("data");
        Path script = Files.writeString(
                folder.resolve("create-topics.sh"),
                chart.path("create-topics.sh").asText());
        Path topics = Files.writeString(
                folder.resolve("topics"), chart.path("topics").asText().replace("slipway.", "test.slipway."));
        Map<String, String> size = Map.of("PARTITIONS", "3", "REPLICATION_FACTOR", "1");
        try (Admin admin = Admin.create(connection)) {
            admin.createTopics(Set.of(new NewTopic("test.slipway.delta.path.v1", 1, (short) 1)))
                    .all()
                    .get();

            // When
            KafkaTools.Outcome outcome = tools.run(List.of("bash", script.toString()), topics, size);

            // Then
            assertThat(outcome.code()).as(outcome.said()).isZero();
            Map<String, Integer> partitions = new TreeMap<>();
            admin.describeTopics(chart.path("topics")
                            .asText()
                            .lines()
                            .map(line -> "test." + line.split(" ")[0])
                            .toList())
                    .allTopicNames()
                    .get()
                    .forEach((name, topic) ->
                            partitions.put(name, topic.partitions().size()));
            assertThat(partitions).hasSize(13).containsEntry("test.slipway.delta.path.v1", 1);
            assertThat(partitions.values()).filteredOn(count -> count == 3).hasSize(12);
            assertThat(setting(admin, "test.slipway.device.device.v1", "cleanup.policy"))
                    .isEqualTo("compact");
            assertThat(setting(admin, "test.slipway.device.report.v1", "cleanup.policy"))
                    .isEqualTo("delete");
            assertThat(setting(admin, "test.slipway.device.report.v1", "retention.ms"))
                    .isEqualTo("604800000");
            assertThat(setting(admin, "test.slipway.artifact.release.v1", "retention.ms"))
                    .isEqualTo("-1");
            assertThat(setting(admin, "test.slipway.artifact.release.v1", "min.insync.replicas"))
                    .isEqualTo("2");
        }
    }

    /** Secrets reach the tools in a properties file, whatever is in them. */
    @Test
    void script_of_the_chart_passes_the_secured_connection_on() throws Exception {
        // Given
        Map<String, String> secured = Map.of(
                "TMPDIR", folder.toString(),
                "KAFKA_SSL_KEYSTORE_KEY", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----",
                "KAFKA_SASL_JAAS_CONFIG", "x.ScramLoginModule required password=\"back\\slash\";");

        // When
        KafkaTools.Outcome outcome = tools.run(
                List.of("bash", Chart.FOLDER.resolve("files/create-topics.sh").toString()), NO_INPUT, secured);

        // Then
        assertThat(outcome.code()).as(outcome.said()).isZero();
        Properties written = new Properties();
        try (var reader = Files.newBufferedReader(folder.resolve("client.properties"))) {
            written.load(reader);
        }
        assertThat(written)
                .containsEntry("security.protocol", "PLAINTEXT")
                .containsEntry("ssl.keystore.key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----")
                .containsEntry("sasl.jaas.config", "x.ScramLoginModule required password=\"back\\slash\";");
    }

    @Test
    void dead_letters_go_back_as_they_came() throws Exception {
        // Given
        String reports = "slipway.device.report.v1";
        put(DEAD_LETTERS, "default/board-1", "{\"state\":\"ñ, : succeeded\"}", letter("a", reports));
        put(DEAD_LETTERS, "default/rollout", "{}", letter("b", "slipway.artifact.release.v1"));
        put(DEAD_LETTERS, "default/board-2", "{\"state\":\"failed\"}", letter("c", reports));

        // When
        KafkaTools.Outcome outcome = deadLetters("redrive", DEAD_LETTERS, reports);

        // Then
        assertThat(outcome.code()).as(outcome.said()).isZero();
        assertThat(outcome.said()).contains("2 sent to " + reports);
        List<ConsumerRecord<String, String>> back = read(reports);
        assertThat(back)
                .extracting(ConsumerRecord::key)
                .containsExactlyInAnyOrder("default/board-1", "default/board-2");
        assertThat(back).extracting(ConsumerRecord::value).contains("{\"state\":\"ñ, : succeeded\"}");
        assertThat(back)
                .extracting(KafkaScriptsTest::headers)
                .containsExactlyInAnyOrder(cloudEvent("a"), cloudEvent("c"));
    }

    @Test
    void dead_letters_of_a_compacted_topic_stay() throws Exception {
        // Given
        String commands = "slipway.rollout.deployment.v1";
        put("slipway.device.dead-letter.v1", "default/board-1", "{}", letter("a", commands));

        // When
        KafkaTools.Outcome outcome = deadLetters("redrive", "slipway.device.dead-letter.v1", commands);

        // Then
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.said()).contains(commands + " is compacted");
        assertThat(read(commands)).isEmpty();
    }

    @Test
    void dead_letters_are_listed_with_their_reason() throws Exception {
        // Given
        put("slipway.delta.dead-letter.v1", "default/release", "{\"x\":1}", letter("a", "slipway.artifact.release.v1"));

        // When
        KafkaTools.Outcome outcome = deadLetters("list", "slipway.delta.dead-letter.v1");

        // Then
        assertThat(outcome.code()).as(outcome.said()).isZero();
        assertThat(outcome.said())
                .contains("slipway_reason:malformed-event: field a, b", "default/release", "{\"x\":1}");
    }

    @Test
    void wrong_call_is_answered_with_the_right_one() throws Exception {
        KafkaTools.Outcome outcome = deadLetters("redrive", DEAD_LETTERS);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.said()).contains("dead-letters.sh redrive <dead-letter topic> <origin topic>");
    }

    private static KafkaTools.Outcome deadLetters(String... arguments) throws Exception {
        List<String> call = new ArrayList<>(
                List.of("bash", Chart.ROOT.resolve("k8s/dead-letters.sh").toString()));
        call.addAll(List.of(arguments));
        return tools.run(call, NO_INPUT, Map.of());
    }

    /** Headers of a dead letter as the chassis writes them. */
    private static Map<String, String> letter(String id, String origin) {
        Map<String, String> headers = new TreeMap<>(cloudEvent(id));
        headers.put("slipway_reason", "malformed-event: field a, b");
        headers.put("slipway_origin_topic", origin);
        headers.put("slipway_origin_partition", "3");
        headers.put("slipway_origin_offset", "12");
        return headers;
    }

    private static Map<String, String> cloudEvent(String id) {
        return Map.of(
                "ce_id",
                id,
                "ce_time",
                "2026-11-21T10:00:00Z",
                "content-type",
                "application/json",
                "traceparent",
                "00-1");
    }

    private static Map<String, String> headers(ConsumerRecord<String, String> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    private static void put(String topic, String key, String value, Map<String, String> headers) throws Exception {
        try (var producer = new KafkaProducer<>(connection, new StringSerializer(), new StringSerializer())) {
            var letter = new ProducerRecord<>(topic, key, value);
            headers.forEach((name, text) -> letter.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
            producer.send(letter).get();
        }
    }

    /** Reads a topic from its beginning to its end. */
    private static List<ConsumerRecord<String, String>> read(String topic) {
        List<ConsumerRecord<String, String>> records = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(connection, new StringDeserializer(), new StringDeserializer())) {
            Collection<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long end = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            for (int polls = 0; records.size() < end && polls < MOST_POLLS; polls++) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
            assertThat(records).hasSize((int) end);
        }
        return records;
    }

    private static String setting(Admin admin, String topic, String name) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(Set.of(resource))
                .all()
                .get()
                .get(resource)
                .get(name)
                .value();
    }
}
