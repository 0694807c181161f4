package io.slipway.k8s;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code docs/operations.md} names the metrics that there are, and the ports that are used. */
class OperationsGuideTest {

    static final List<String> SERVICES = Chart.SERVICES;

    /** A metric where it is registered: its name without what Prometheus adds, with the service's name left out where the chassis fills it in. */
    private static final Pattern REGISTERED = Pattern.compile(
            "(?:counter|builder|gauge|timer|summary)\\(\\s*\"slipway[._](?:([a-z._]+)\"|\" \\+ service \\+ \"([a-z._]+)\")");

    private static final Pattern NAMED = Pattern.compile("`slipway_((?:<service>)?[a-z_]+)`");

    private final String guide;

    OperationsGuideTest() throws IOException {
        guide = Files.readString(Chart.ROOT.resolve("docs/operations.md"));
    }

    @Test
    void names_exactly_the_metrics_of_the_services() {
        List<String> registered = new ArrayList<>();
        sources().forEach(source -> REGISTERED
                .matcher(source)
                .results()
                .forEach(found -> registered.add(
                        found.group(1) == null ? "<service>" + plain(found.group(2)) : plain(found.group(1)))));
        Stream<String> named = NAMED.matcher(guide)
                .results()
                .map(found -> plain(found.group(1)))
                .filter(name -> !name.startsWith("rollout_outbox"))
                .filter(name -> !name.startsWith("reason") && !name.startsWith("origin"))
                .distinct();
        assertThat(registered).hasSizeGreaterThan(5);
        assertThat(named)
                .containsExactlyInAnyOrderElementsOf(
                        registered.stream().distinct().toList());
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void names_the_ports_of_the_service(String service) throws IOException {
        // Given
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(
                Chart.ROOT.resolve(service).resolve("src/main/resources/application.properties"))) {
            properties.load(reader);
        }

        // When
        String row = guide.lines()
                .filter(line -> line.startsWith("| " + service + " |"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(row)
                .contains("| " + properties.getProperty("quarkus.http.port") + " |")
                .contains("| " + properties.getProperty("quarkus.management.port") + " |")
                .contains(properties.getProperty("quarkus.http.ssl-port", ""));
    }

    private static String plain(String metric) {
        return metric.replace('.', '_').replaceFirst("_(seconds|total)$", "");
    }

    private static Stream<String> sources() {
        return Stream.concat(SERVICES.stream(), Stream.of("artifact-service/events"))
                .map(folder -> Chart.ROOT.resolve(folder).resolve("src/main/java"))
                .flatMap(OperationsGuideTest::files);
    }

    private static Stream<String> files(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream()
                    .map(OperationsGuideTest::text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
