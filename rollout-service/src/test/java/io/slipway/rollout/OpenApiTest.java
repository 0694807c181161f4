package io.slipway.rollout;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

/** The committed API is the running one. To accept a change, copy {@code target/openapi/running.yaml} over the committed file. */
@QuarkusTest
class OpenApiTest {

    private static final Path COMMITTED =
            Path.of(System.getProperty("slipway.root", "..")).resolve("docs/contracts/openapi/rollout-service.yaml");

    @TestHTTPResource(value = "/openapi", management = true)
    URI document;

    @Test
    void the_committed_document_describes_the_running_service() throws IOException {
        // When
        String running = given().get(document).then().statusCode(200).extract().asString();
        Path copy = Path.of("target", "openapi", "running.yaml");
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, running);

        // Then
        assertThat(yaml(Files.readString(COMMITTED))).isEqualTo(yaml(running));
    }

    private static JsonNode yaml(String text) throws IOException {
        return new YAMLMapper().readTree(text);
    }
}
