package io.slipway.delta;

import java.nio.file.Files;
import java.nio.file.Path;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
class OpenApiTest {

    @TestHTTPResource(value = "/openapi", management = true)
    String openApi;

    @Test
    void the_contract_is_what_the_service_does() throws Exception {
        Path contract = Path.of(System.getProperty("slipway.root", ".."), "docs/contracts/openapi/delta-service.yaml");
        String served = RestAssured.get(openApi).asString();

        // Kept beside the build's output, to be copied when the API was changed on purpose.
        Files.writeString(Path.of("target/delta-service.yaml"), served);

        assertThat(served).isEqualTo(Files.readString(contract));
    }
}
