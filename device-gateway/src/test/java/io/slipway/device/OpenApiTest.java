package io.slipway.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.slipway.device.testing.Metrics;
import io.slipway.device.testing.Problems;

import static io.restassured.RestAssured.given;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

/** The committed API is the running one. To accept a change: copy {@code target/openapi.yaml} over the committed file. */
@QuarkusTest
class OpenApiTest {

    private static final Pattern CODE = Pattern.compile("`([a-z]+(?:-[a-z]+)+)`");
    private static final Path COMMITTED =
            Path.of(System.getProperty("slipway.root", "..")).resolve("docs/contracts/openapi/device-gateway.yaml");

    @Test
    void the_committed_document_describes_the_running_service() throws IOException {
        String running =
                given().port(Metrics.managementPort()).get("/q/openapi").asString();
        Files.writeString(Path.of("target", "openapi.yaml"), running);

        assertThat(yaml(Files.readString(COMMITTED))).isEqualTo(yaml(running));
    }

    @Test
    void the_readme_lists_exactly_the_problems_of_the_document() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table = readme.substring(readme.indexOf("## Problem types"), readme.indexOf("## Metrics"));

        assertThat(codesIn(table)).isEqualTo(codesIn(Problems.document().toString()));
    }

    private static Set<String> codesIn(String text) {
        return CODE.matcher(text).results().map(code -> code.group(1)).collect(toCollection(TreeSet::new));
    }

    private static JsonNode yaml(String text) throws IOException {
        return new ObjectMapper().valueToTree(new YAMLMapper().readTree(text));
    }
}
