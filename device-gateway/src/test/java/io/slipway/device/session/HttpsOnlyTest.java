package io.slipway.device.session;

import java.net.http.HttpResponse;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

import io.slipway.device.testing.Contracts;
import io.slipway.device.testing.HttpsOnly;
import io.slipway.device.testing.Metrics;
import io.slipway.device.testing.Pki;
import io.slipway.device.testing.Reports;
import io.slipway.device.testing.TestDevice;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Without a broker the gateway is whole: ready, and all that devices need goes over HTTPS. */
@QuarkusTest
@TestProfile(HttpsOnly.class)
class HttpsOnlyTest {

    @Test
    void is_ready_and_serves_devices_without_a_broker() {
        String deviceId = "board-" + UUID.randomUUID();
        HttpResponse<String> enrolment =
                TestDevice.unknown().enrol(TestDevice.token("default", 1), deviceId, Pki.p256());
        TestDevice device = TestDevice.enrolled("default", deviceId + "-2");

        await().atMost(60, SECONDS).untilAsserted(() -> given().port(Metrics.managementPort())
                .get("/q/health/ready")
                .then()
                .statusCode(200));
        assertThat(Contracts.faults("EnrolResponse", enrolment.body())).isEmpty();
        assertThat(TestDevice.json(enrolment.body()).has("mqtt")).isFalse();
        assertThat(device.get("/device/v1/command").statusCode()).isEqualTo(204);
        assertThat(device.post("/device/v1/reports", "[" + Reports.accepted(1) + "]")
                        .statusCode())
                .isEqualTo(200);
        assertThat(Metrics.text()).doesNotContain("slipway_device_broker_connected");
    }
}
