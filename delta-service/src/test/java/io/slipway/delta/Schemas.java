package io.slipway.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import static org.assertj.core.api.Assertions.assertThat;

/** The contracts of events, for tests. */
public final class Schemas {

    private static final Path EVENTS =
            Path.of(System.getProperty("slipway.root", "..")).resolve("docs/contracts/events");

    private Schemas() {}

    /** The content of an event, which must be as its schema says. */
    static JsonNode validated(ConsumerRecord<String, String> record, ObjectMapper json) {
        try {
            JsonSchema schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                    .getSchema(EVENTS.resolve(Records.header(record, "ce_type") + ".schema.json")
                            .toUri());
            JsonNode content = json.readTree(record.value());
            assertThat(schema.validate(content)).isEmpty();
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The samples of an event type whose names begin so, for example {@code valid}. */
    public static List<Path> samples(String type, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(EVENTS.resolve("samples"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(type + "." + prefix))
                    .toList();
        }
    }
}
