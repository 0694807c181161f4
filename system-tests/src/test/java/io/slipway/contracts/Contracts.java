package io.slipway.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/** The files below {@code docs/contracts}. */
final class Contracts {

    static final Path FOLDER = Path.of(System.getProperty("slipway.root", ".."), "docs", "contracts");

    private static final Path EVENTS = FOLDER.resolve("events");
    private static final Path SAMPLES = EVENTS.resolve("samples");
    private static final String SCHEMA_ENDING = ".schema.json";

    /** Holds what the schemas share and validates nothing by itself. */
    private static final String DEFINITIONS = "definitions";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final JsonSchemaFactory SCHEMAS = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    private Contracts() {}

    /** Returns the names of all messages that have a schema, for example {@code ReleasePublished}. */
    static List<String> messages() {
        return names(EVENTS).stream()
                .filter(name -> name.endsWith(SCHEMA_ENDING))
                .map(name -> name.substring(0, name.length() - SCHEMA_ENDING.length()))
                .filter(name -> !name.equals(DEFINITIONS))
                .toList();
    }

    /** Returns the names of all sample files, for example {@code ReleasePublished.valid.json}. */
    static List<String> samples() {
        return names(SAMPLES);
    }

    /** Returns the message that a sample file is a sample of. */
    static String messageOf(String sample) {
        return sample.substring(0, sample.indexOf('.'));
    }

    /** Returns whether the schema of the message has to accept the sample file. */
    static boolean isValid(String sample) {
        return sample.startsWith("valid", sample.indexOf('.') + 1)
                || sample.startsWith("previous", sample.indexOf('.') + 1);
    }

    static JsonNode sample(String name) {
        return read(JSON, SAMPLES.resolve(name));
    }

    /** Returns the schema of the message, or the definitions, as it is written. */
    static JsonNode schemaSource(String name) {
        return read(JSON, EVENTS.resolve(name + SCHEMA_ENDING));
    }

    static JsonNode asyncApi() {
        return read(YAML, FOLDER.resolve("asyncapi.yaml"));
    }

    /** Returns what the schema of the message has against the content; nothing if it is valid. */
    static Set<ValidationMessage> violations(String message, JsonNode content) {
        return schema(message).validate(content);
    }

    static boolean exists(String pathInFolder) {
        return Files.isRegularFile(FOLDER.resolve(pathInFolder));
    }

    private static JsonSchema schema(String message) {
        Path file = EVENTS.resolve(message + SCHEMA_ENDING).toAbsolutePath().normalize();
        return SCHEMAS.getSchema(SchemaLocation.of(file.toUri().toString()));
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(ObjectMapper mapper, Path file) {
        try {
            return mapper.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
