package io.slipway.device.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;

/** The schemas and samples of {@code docs/contracts/events}. */
public final class Contracts {

    private static final Path EVENTS =
            Path.of(System.getProperty("slipway.root", "..")).resolve("docs/contracts/events");

    private Contracts() {}

    /** What is wrong with {@code json} by the schema of {@code type}; empty if nothing is. */
    public static Set<ValidationMessage> faults(String type, String json) {
        try {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(EVENTS.resolve(type + ".schema.json").toUri());
            return schema.validate(new ObjectMapper().readTree(json));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The samples of {@code type} whose name begins with {@code kind}: {@code valid} or {@code invalid}. */
    public static List<Path> samples(String type, String kind) {
        try (Stream<Path> files = Files.list(EVENTS.resolve("samples"))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(type + "." + kind))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("There is no " + kind + " sample of " + type);
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The content of a file. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
