package io.slipway.device.session;

import java.net.http.HttpResponse;
import java.util.Base64;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.testing.TestDevice;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** Which port serves what: the TLS port faces devices, the plain port operators. */
@QuarkusTest
class PortsTest {

    private static final String OPERATOR =
            "Basic " + Base64.getEncoder().encodeToString("operator:operator".getBytes(UTF_8));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/device",
                "/devices/v1/command",
                "/api/v1/enrolment-tokens",
                "/api/v1/devices/board-1/revoke",
                "/device/../api/v1/enrolment-tokens",
                "/device/%2e%2e/api/v1/enrolment-tokens",
                "//api/v1/enrolment-tokens",
                "/%61pi/v1/enrolment-tokens",
                "/q/health",
                "/q/metrics",
                "/q/openapi"
            })
    void the_port_of_devices_has_nothing_else_even_for_an_operator(String path) {
        HttpResponse<String> read = TestDevice.unknown().get(path, "Authorization", OPERATOR);
        HttpResponse<String> write = TestDevice.unknown().post(path, "{}", "Authorization", OPERATOR);

        assertThat(read.statusCode()).isEqualTo(404);
        assertThat(read.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(TestDevice.json(read.body()).get("type").asText()).isEqualTo("urn:slipway:problem:devices-only");
        assertThat(write.statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/device/v1/command",
                "/device/v1/enrol",
                "/device/v1/reports",
                "/device/v1/renew",
                "/device/v1/metadata/timestamp.json",
                "/device/v1/payloads/x",
                "/device/v1/nothing",
                "/api/../device/v1/enrol",
                "//device/v1/enrol",
                "/%64evice/v1/enrol"
            })
    void the_port_of_operators_has_nothing_for_devices(String path) {
        for (String method : new String[] {"GET", "POST"}) {
            given().urlEncodingEnabled(false)
                    .auth()
                    .preemptive()
                    .basic("operator", "operator")
                    .contentType("application/json")
                    .body("{}")
                    .request(method, path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:slipway:problem:tls-required"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/enrolment-tokens", "/api/v1/devices/board-1/revoke", "/api/nothing"})
    void the_port_of_operators_wants_the_password(String path) {
        given().get(path).then().statusCode(401);
    }
}
