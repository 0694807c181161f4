package io.slipway.artifact;

import java.net.URI;
import java.time.Duration;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
@SuppressWarnings("NullAway.Init")
class HealthTest {

    @TestHTTPResource(value = "/health/ready", management = true)
    URI ready;

    @TestHTTPResource(value = "/metrics", management = true)
    URI metrics;

    @Test
    void is_not_ready_without_the_object_store() {
        // Given
        await().atMost(Duration.ofSeconds(30)).until(() -> status() == 200);
        Engine store = EngineTestResource.engine("s3");

        // When
        store.kill();
        int without = status();
        store.restart();

        // Then
        assertThat(without).isEqualTo(503);
        await().atMost(Duration.ofSeconds(30)).until(() -> status() == 200);
    }

    @Test
    void is_not_ready_without_the_database() {
        // Given
        await().atMost(Duration.ofSeconds(30)).until(() -> status() == 200);
        Engine database = EngineTestResource.engine("postgres");

        // When
        database.kill();
        int without = status();
        database.restart();

        // Then
        assertThat(without).isEqualTo(503);
        await().atMost(Duration.ofSeconds(60)).until(() -> status() == 200);
    }

    @Test
    void tells_how_much_was_stored() {
        // Given
        new Api().publish(Api.bytes(1, 1000));

        // When
        String figures = given().get(metrics).asString();

        // Then
        assertThat(figures)
                .containsPattern("slipway_artifact_stored_bytes_total [0-9.E]+")
                .contains("slipway_artifact_upload_memory_free_bytes");
    }

    private int status() {
        return given().get(ready).statusCode();
    }
}
