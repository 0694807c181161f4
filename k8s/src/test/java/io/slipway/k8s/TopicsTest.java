package io.slipway.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The topics that the chart can create are those of the contracts. */
class TopicsTest {

    private static final String SERVICE_PARAMETER = "{service}";

    @Test
    void topics_and_their_policies_are_those_of_the_contracts() {
        // Given
        JsonNode contract = Chart.yaml(Chart.ROOT.resolve("docs/contracts/asyncapi.yaml"));
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode channel : contract.path("channels")) {
            if (channel.at("/servers/0/$ref").asText().equals("#/servers/kafka")) {
                String settings = settings(contract, channel);
                addresses(channel).forEach(address -> expected.put(address, settings));
            }
        }

        // When
        Map<String, String> created = new TreeMap<>();
        Chart.yaml(Chart.FOLDER.resolve("files/topics.yaml"))
                .forEach(topic -> created.put(
                        topic.path("name").asText(),
                        topic.path("policy").asText() + " "
                                + topic.path("retention").asText()));

        // Then
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(created).containsExactlyEntriesOf(expected);
    }

    @Test
    void job_runs_before_the_services_are_installed_or_upgraded() throws Exception {
        assertThat(Files.readString(Chart.FOLDER.resolve("templates/topics.yaml")))
                .contains("$hook := \"pre-install,pre-upgrade\"")
                .contains("helm.sh/hook: {{ $hook }}");
    }

    /** Runs the script of the rendered ConfigMap with a stand-in for Kafka's tool that writes down its arguments. */
    @Test
    void script_asks_kafka_for_each_topic_over_a_secured_connection(@TempDir Path folder) throws Exception {
        // Given
        JsonNode data = Chart.render("everything").stream()
                .filter(m -> m.is("ConfigMap"))
                .findFirst()
                .orElseThrow()
                .content()
                .path("data");
        Path settings = folder.resolve("client.properties");
        Path script = Files.writeString(
                folder.resolve("create-topics.sh"),
                data.path("create-topics.sh").asText().replace("/tmp/client.properties", settings.toString()));
        Path tool = Files.writeString(
                folder.resolve("kafka-topics.sh"), "#!/bin/bash\necho \"$@\" >> " + folder.resolve("asked") + "\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        Path topics =
                Files.writeString(folder.resolve("topics"), data.path("topics").asText());

        // When
        ProcessBuilder bash = new ProcessBuilder("bash", script.toString())
                .redirectInput(topics.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        Map<String, String> environment = bash.environment();
        environment.put("PATH", folder + ":" + environment.get("PATH"));
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "kafka:9094");
        environment.put("KAFKA_SECURITY_PROTOCOL", "SASL_SSL");
        environment.put("KAFKA_SSL_KEYSTORE_KEY", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----");
        environment.put("KAFKA_SASL_JAAS_CONFIG", "x.ScramLoginModule required password=\"back\\slash\";");
        environment.put("PARTITIONS", "24");
        environment.put("REPLICATION_FACTOR", "3");
        Process process = bash.start();

        // Then
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(folder.resolve("log")))
                .isZero();
        assertThat(Files.readAllLines(folder.resolve("asked")))
                .hasSize(11)
                .allMatch(line -> line.contains("--create --if-not-exists --topic slipway.")
                        && line.contains("--partitions 24 --replication-factor 3")
                        && line.contains("--config min.insync.replicas=2")
                        && line.contains("--command-config " + settings))
                .anyMatch(line -> line.contains("slipway.device.device.v1")
                        && line.contains("--config cleanup.policy=compact")
                        && !line.contains("retention.ms"))
                .anyMatch(line -> line.contains("slipway.artifact.release.v1") && line.contains("retention.ms=-1"))
                .anyMatch(line -> line.contains("dead-letter") && line.contains("retention.ms=2592000000"));
        assertThat(load(settings))
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("ssl.keystore.key", "-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----")
                .containsEntry("sasl.jaas.config", "x.ScramLoginModule required password=\"back\\slash\";");
    }

    private static Map<Object, Object> load(Path file) throws Exception {
        var properties = new java.util.Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        return properties;
    }

    private static String settings(JsonNode contract, JsonNode channel) {
        JsonNode settings =
                contract.at(channel.at("/bindings/$ref").asText().substring(1)).at("/kafka/topicConfiguration");
        return settings.at("/cleanup.policy/0").asText() + " "
                + settings.path("retention.ms").asText();
    }

    private static List<String> addresses(JsonNode channel) {
        String address = channel.path("address").asText();
        if (!address.contains(SERVICE_PARAMETER)) {
            return List.of(address);
        }
        return channel.at("/parameters/service/enum")
                .valueStream()
                .map(service -> address.replace(SERVICE_PARAMETER, service.asText()))
                .toList();
    }
}
