package io.slipway.k8s;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The images that the chart runs. */
class DockerfileTest {

    static final List<String> SERVICES = Chart.SERVICES;

    @ParameterizedTest
    @FieldSource("SERVICES")
    void image_runs_the_program_directly_and_not_as_root(String service) throws IOException {
        assertThat(instructions(service))
                .contains("USER 10001:10001", "ENTRYPOINT [\"java\", \"-jar\", \"quarkus-run.jar\"]")
                .filteredOn(line -> line.startsWith("FROM "))
                .containsExactly("FROM eclipse-temurin:25-jre-noble");
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void files_of_the_program_belong_to_root(String service) throws IOException {
        assertThat(instructions(service))
                .filteredOn(line -> line.startsWith("COPY "))
                .isNotEmpty()
                .noneMatch(line -> line.contains("--chown") || line.contains("--chmod"));
    }

    @ParameterizedTest
    @FieldSource("SERVICES")
    void image_holds_nothing_secret_and_fetches_nothing(String service) throws IOException {
        assertThat(instructions(service))
                .noneMatch(line -> line.startsWith("ARG ") || line.startsWith("ADD ") || line.startsWith("RUN "))
                .filteredOn(line -> line.startsWith("ENV "))
                .allMatch(line -> line.startsWith("ENV JAVA_TOOL_OPTIONS="));
    }

    private static List<String> instructions(String service) throws IOException {
        return Files.readAllLines(Chart.ROOT.resolve(service).resolve("src/main/docker/Dockerfile.jvm")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
