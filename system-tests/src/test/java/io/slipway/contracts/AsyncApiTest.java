package io.slipway.contracts;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** The AsyncAPI document says in another language what the README of the contracts says in tables. */
class AsyncApiTest {

    /** A row of a table whose first cell is a topic: {@code | `slipway.…` | … |}. */
    private static final Pattern ROW = Pattern.compile("^\\| `(slipway[./][^`]+)`[^|]*\\|(.*)\\|$", Pattern.MULTILINE);

    private static final Pattern EVENT_TYPE = Pattern.compile("`([A-Z][A-Za-z]+)`");

    private final JsonNode document = Contracts.asyncApi();

    @Test
    void references_resolve() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);
        assertThat(references).isNotEmpty().allSatisfy(this::resolves);
    }

    @Test
    void lists_exactly_the_topics_of_the_readme_and_their_event_types() throws IOException {
        // Given
        Map<String, TreeSet<String>> expected = new TreeMap<>();
        Matcher row = ROW.matcher(Files.readString(Contracts.FOLDER.resolve("README.md")));
        while (row.find()) {
            expected.put(row.group(1).replace('<', '{').replace('>', '}'), eventTypes(row.group(2)));
        }

        // When
        Map<String, TreeSet<String>> described = new TreeMap<>();
        document.path("channels")
                .forEach(channel -> described.put(
                        channel.path("address").asText(),
                        names(channel.path("messages")).stream()
                                .filter(AsyncApiTest::isEventType)
                                .collect(toCollection(TreeSet::new))));

        // Then
        assertThat(expected).hasSizeGreaterThan(10);
        assertThat(described).containsExactlyEntriesOf(expected);
    }

    @Test
    void message_is_described_by_the_schema_of_its_name() {
        // Given
        JsonNode messages = document.at("/components/messages");

        // When, Then
        assertThat(names(messages))
                .filteredOn(name -> !name.equals("DeadLetter"))
                .allSatisfy(name -> assertThat(
                                messages.at("/" + name + "/payload/schema/$ref").asText())
                        .isEqualTo("events/" + name + ".schema.json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"slipway.rollout.deployment.v1", "slipway.device.device.v1"})
    void topic_that_caches_are_rebuilt_from_is_compacted(String topic) {
        JsonNode channel = channel(topic);
        String bindings = channel.at("/bindings/$ref").asText();
        assertThat(document.at(bindings.substring(1))
                        .at("/kafka/topicConfiguration/cleanup.policy/0")
                        .asText())
                .isEqualTo("compact");
    }

    @Test
    void channel_is_used_by_an_operation() {
        List<String> used = new ArrayList<>();
        document.path("operations")
                .forEach(operation -> used.add(operation.at("/channel/$ref").asText()));
        assertThat(names(document.path("channels"))).allMatch(name -> used.contains("#/channels/" + name));
    }

    private void resolves(String reference) {
        if (reference.startsWith("#")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        } else {
            assertThat(Contracts.exists(reference)).as(reference).isTrue();
        }
    }

    private JsonNode channel(String address) {
        for (JsonNode channel : document.path("channels")) {
            if (channel.path("address").asText().equals(address)) {
                return channel;
            }
        }
        throw new AssertionError("no channel has the address " + address);
    }

    private static TreeSet<String> eventTypes(String cells) {
        return EVENT_TYPE.matcher(cells).results().map(found -> found.group(1)).collect(toCollection(TreeSet::new));
    }

    /** The README's MQTT table and its row of dead letters name no event type. */
    private static boolean isEventType(String message) {
        return !List.of("DeadLetter", "Command", "Report", "Ack").contains(message);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(part -> collectReferences(part, references));
    }
}
