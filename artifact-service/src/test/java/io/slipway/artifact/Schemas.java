package io.slipway.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The contracts of events, for tests. */
public final class Schemas {

    private static final Path EVENTS =
            Path.of(System.getProperty("slipway.root", "..")).resolve("docs/contracts/events");

    private Schemas() {}

    /** What of an event is not as its schema says. */
    public static List<String> violations(ConsumerRecord<?, String> event) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(SchemaLocation.of(EVENTS.toAbsolutePath()
                        .resolve(Events.header(event, "ce_type") + ".schema.json")
                        .toUri()
                        .toString()))
                .validate(event.value(), InputFormat.JSON)
                .stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    /** The samples of an event type whose names begin so, for example {@code valid}. */
    public static List<Path> samples(String type, String prefix) {
        try (Stream<Path> files = Files.list(EVENTS.resolve("samples"))) {
            return files.filter(f -> f.getFileName().toString().startsWith(type + "." + prefix))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
