package io.slipway.k8s;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

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
