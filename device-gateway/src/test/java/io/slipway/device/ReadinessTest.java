package io.slipway.device;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.testing.Metrics;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class ReadinessTest {

    @ParameterizedTest
    @ValueSource(strings = {"mqtt", "s3", "kafka", "postgres"})
    void is_not_ready_while_an_engine_is_away_and_ready_again_when_it_is_back(String name) {
        Engine engine = EngineTestResource.engine(name);
        awaitReady(200);
        try {
            engine.kill();
            awaitReady(503);
        } finally {
            engine.restart();
        }
        awaitReady(200);
    }

    @Test
    void tells_what_it_does_in_figures() {
        awaitReady(200);

        assertThat(Metrics.text())
                .contains("slipway_device_broker_connected")
                .contains("slipway_device_commands_pending");
        await().atMost(30, SECONDS).until(() -> Metrics.text().contains("slipway_device_broker_connected 1.0"));
    }

    private static void awaitReady(int status) {
        await().atMost(120, SECONDS).untilAsserted(() -> given().port(Metrics.managementPort())
                .get("/q/health/ready")
                .then()
                .statusCode(status));
    }
}
