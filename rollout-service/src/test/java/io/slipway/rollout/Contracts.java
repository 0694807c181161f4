package io.slipway.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** What {@code docs/contracts} promises, for tests. */
final class Contracts {

    private static final Path FOLDER =
            Path.of(System.getProperty("slipway.root", "..")).resolve("docs/contracts");
    private static final Path EVENTS = FOLDER.resolve("events");
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012);

    private Contracts() {}

    /** What of an event is not as its schema says. */
    static List<String> violations(ConsumerRecord<?, String> event) {
        String schema = TestBroker.header(event, "ce_type") + ".schema.json";
        return texts(SCHEMAS.getSchema(SchemaLocation.of(
                        EVENTS.toAbsolutePath().resolve(schema).toUri().toString()))
                .validate(event.value(), InputFormat.JSON));
    }

    /** The samples of an event type that every reader must take. */
    static List<String> samples(String type) {
        try (Stream<Path> files = Files.list(EVENTS.resolve("samples"))) {
            return files.filter(file -> file.getFileName().toString().matches(type + "\\.(valid|previous).*"))
                    .map(Contracts::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> texts(Set<ValidationMessage> messages) {
        return messages.stream().map(ValidationMessage::getMessage).toList();
    }

    /** Compares every answer with what the committed OpenAPI document says of it. */
    static final class OfAnswers implements Filter {

        private static final String API = "/api/v1";

        private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
        private final JsonNode document;

        OfAnswers() {
            try {
                document = new YAMLMapper().readTree(read(FOLDER.resolve("openapi/rollout-service.yaml")));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification expectation,
                FilterContext context) {
            Response answer = context.next(request, expectation);
            String path = URI.create(request.getURI()).getPath();
            if (path.startsWith(API)) {
                compare(path, request.getMethod(), answer);
            }
            return answer;
        }

        private void compare(String path, String method, Response answer) {
            String described = method + " " + path + " answers " + answer.statusCode();
            JsonNode promise = operation(path)
                    .path(method.toLowerCase(Locale.ROOT))
                    .path("responses")
                    .path(Integer.toString(answer.statusCode()));
            assertThat(promise.isMissingNode())
                    .as("the document knows that %s", described)
                    .isFalse();
            JsonNode schema = promise.path("content").path(mediaType(answer)).path("schema");
            if (answer.contentType().contains("json")) {
                assertThat(schema.isMissingNode())
                        .as("the document has a schema where %s", described)
                        .isFalse();
                assertThat(texts(schema(schema).validate(answer.asString(), InputFormat.JSON)))
                        .as(described)
                        .isEmpty();
            }
        }

        private JsonNode operation(String path) {
            List<JsonNode> found = document.get("paths").properties().stream()
                    .filter(entry -> Pattern.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"), path))
                    .map(Map.Entry::getValue)
                    .toList();
            assertThat(found).as("the document's paths that are %s", path).hasSize(1);
            return found.getFirst();
        }

        /** The reference needs the document around it. */
        private JsonSchema schema(JsonNode reference) {
            return schemas.computeIfAbsent(reference.get("$ref").asText(), name -> {
                ObjectNode root = document.deepCopy();
                root.put("$ref", name);
                return SCHEMAS.getSchema(root);
            });
        }

        private static String mediaType(Response answer) {
            return answer.contentType().split(";")[0];
        }
    }
}
