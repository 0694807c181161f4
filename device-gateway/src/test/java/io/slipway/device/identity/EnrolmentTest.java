package io.slipway.device.identity;

import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.testing.Contracts;
import io.slipway.device.testing.KafkaTap;
import io.slipway.device.testing.Pki;
import io.slipway.device.testing.Problems;
import io.slipway.device.testing.TestDevice;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

@QuarkusTest
class EnrolmentTest {

    private static final String DEVICES = "slipway.device.device.v1";

    private final String deviceId = "board-" + UUID.randomUUID();
    private final KeyPair key = Pki.p256();
    private final TestDevice unknown = TestDevice.unknown();

    @Test
    void a_token_gives_a_certificate_that_works_and_the_platform_hears_of_it() {
        HttpResponse<String> answer = unknown.enrol(TestDevice.token("default", 1), deviceId, key);

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(Contracts.faults("EnrolResponse", answer.body())).isEmpty();
        List<X509Certificate> chain = TestDevice.certificatesOf(answer);
        assertThat(TestDevice.with(chain, key.getPrivate())
                        .get("/device/v1/command")
                        .statusCode())
                .isIn(200, 204);
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(events("DeviceEnrolled"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(Contracts.faults("DeviceEnrolled", event.value()))
                            .isEmpty();
                    assertThat(TestDevice.json(event.value())
                                    .get("certificateSha256")
                                    .asText())
                            .isEqualTo(Sha256.of(chain.getFirst().getEncoded()).hex());
                }));
    }

    @Test
    void repeating_an_enrolment_gives_a_new_certificate() {
        String token = TestDevice.token("default", 1);

        HttpResponse<String> first = unknown.enrol(token, deviceId, key);
        HttpResponse<String> second = unknown.enrol(token, deviceId, key);

        assertThat(second.statusCode()).isEqualTo(201);
        assertThat(TestDevice.certificatesOf(second)).isNotEqualTo(TestDevice.certificatesOf(first));
    }

    @Test
    void two_devices_cannot_use_a_token_for_one() {
        String token = TestDevice.token("default", 1);
        unknown.enrol(token, deviceId, key);

        HttpResponse<String> second = unknown.enrol(token, deviceId + "-2", Pki.p256());

        assertThat(Problems.codeOf(second, 401)).isEqualTo("token-used-up");
    }

    @Test
    void another_key_is_refused_until_the_operator_revokes_the_device() {
        String token = TestDevice.token("default", 5);
        HttpResponse<String> first = unknown.enrol(token, deviceId, key);
        TestDevice device = TestDevice.with(TestDevice.certificatesOf(first), key.getPrivate());
        KeyPair other = Pki.p256();

        assertThat(Problems.codeOf(unknown.enrol(token, deviceId, other), 409)).isEqualTo("device-id-taken");

        revoke(deviceId, 204);
        assertThat(Problems.codeOf(device.get("/device/v1/command"), 403)).isEqualTo("certificate-revoked");
        assertThat(Problems.codeOf(unknown.enrol(token, deviceId, key), 409)).isEqualTo("device-key-revoked");
        assertThat(unknown.enrol(token, deviceId, other).statusCode()).isEqualTo(201);
        assertThat(Problems.codeOf(device.get("/device/v1/command"), 403)).isEqualTo("certificate-revoked");
        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(events("DeviceRevoked"))
                .singleElement()
                .satisfies(event -> assertThat(Contracts.faults("DeviceRevoked", event.value()))
                        .isEmpty()));
    }

    @Test
    void the_tenant_of_a_device_is_that_of_its_token() {
        HttpResponse<String> answer = unknown.enrol(TestDevice.token("other", 1), deviceId, key);

        assertThat(TestDevice.json(answer.body()).get("tenant").asText()).isEqualTo("other");
        assertThat(TestDevice.certificatesOf(answer)
                        .getFirst()
                        .getSubjectX500Principal()
                        .getName())
                .isEqualTo("CN=" + deviceId + ",O=other");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "guess", "sde_00000000000000000000000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void an_unknown_token_is_refused(String token) {
        assertThat(Problems.codeOf(unknown.enrol(token, deviceId, key), 401)).isEqualTo("token-unknown");
    }

    @Test
    void a_revoked_token_is_refused() {
        String token = TestDevice.token("default", 1);
        String id = TokenSecret.parse(token).id().toString();
        operator().delete("/api/v1/enrolment-tokens/" + id).then().statusCode(204);

        assertThat(Problems.codeOf(unknown.enrol(token, deviceId, key), 401)).isEqualTo("token-revoked");
    }

    @Test
    void a_token_is_worth_nothing_when_its_time_is_over() {
        String token = operator()
                .contentType("application/json")
                .body("{\"deviceType\":\"virtual-board\",\"expiresAt\":\""
                        + Instant.now().plusSeconds(2) + "\"}")
                .post("/api/v1/enrolment-tokens")
                .then()
                .statusCode(201)
                .extract()
                .path("token");

        HttpResponse<String> late = await().atMost(30, SECONDS)
                .until(() -> unknown.enrol(token, deviceId, key), answer -> answer.statusCode() != 201);

        assertThat(Problems.codeOf(late, 401)).isEqualTo("token-expired");
    }

    @Test
    void a_token_for_one_device_or_one_type_is_for_no_other() {
        String token = operator()
                .contentType("application/json")
                .body("{\"deviceType\":\"virtual-board\",\"deviceId\":\"" + deviceId + "\"}")
                .post("/api/v1/enrolment-tokens")
                .then()
                .extract()
                .path("token");

        HttpResponse<String> otherDevice = unknown.enrol(token, deviceId + "-2", key);
        HttpResponse<String> otherType = unknown.enrol(token, deviceId, "another-board", Pki.csr(key));

        assertThat(Problems.codeOf(otherDevice, 401)).isEqualTo("token-for-another-device");
        assertThat(Problems.codeOf(otherType, 401)).isEqualTo("token-for-another-type");
    }

    @Test
    void of_many_devices_that_race_for_the_last_use_of_a_token_one_wins() {
        String token = TestDevice.token("default", 1);

        List<HttpResponse<String>> answers =
                race(number -> TestDevice.unknown().enrol(token, deviceId + "-" + number, Pki.p256()));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allSatisfy(answer -> assertThat(Problems.codeOf(answer, 401)).isEqualTo("token-used-up"));
    }

    @Test
    void of_many_keys_that_race_for_a_device_id_one_wins_and_the_others_use_nothing() {
        String token = TestDevice.token("default", 2);

        List<HttpResponse<String>> answers = race(number -> TestDevice.unknown().enrol(token, deviceId, Pki.p256()));

        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> answer.statusCode() != 201)
                .allSatisfy(answer -> assertThat(Problems.codeOf(answer, 409)).isEqualTo("device-id-taken"));
        assertThat(unknown.enrol(token, deviceId + "-2", key).statusCode()).isEqualTo(201);
    }

    @Test
    void a_device_that_asks_for_certificates_in_a_loop_is_stopped() {
        String token = TestDevice.token("default", 1);

        HttpResponse<String> answer = unknown.enrol(token, deviceId, key);
        for (int i = 0; answer.statusCode() == 201 && i < 100; i++) {
            answer = unknown.enrol(token, deviceId, key);
        }

        assertThat(Problems.codeOf(answer, 429)).isEqualTo("too-many-certificates");
    }

    @Test
    void a_request_that_does_not_prove_its_key_is_refused_and_leaves_the_token_unused() {
        String token = TestDevice.token("default", 1);

        HttpResponse<String> lie = unknown.enrol(token, deviceId, Pki.csr(key, Pki.p256()));

        assertThat(Problems.codeOf(lie, 422)).isEqualTo("certificate-request-invalid");
        assertThat(unknown.enrol(token, deviceId, key).statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{}",
                "{\"token\":1}",
                "{\"token\":\"a\",\"deviceId\":\"../x\",\"deviceType\":\"t\",\"csr\":\"\"}"
            })
    void a_malformed_body_is_refused(String body) {
        int status = unknown.post("/device/v1/enrol", body).statusCode();

        assertThat(status).isIn(401, 411, 422);
    }

    @Test
    void an_oversized_body_is_refused_before_it_is_parsed() {
        HttpResponse<String> answer = unknown.enrol(TestDevice.token("default", 1), deviceId, "x".repeat(20_000));

        assertThat(Problems.codeOf(answer, 422)).isEqualTo("request-invalid");
    }

    @Test
    void a_device_renews_its_certificate_for_a_new_key() {
        HttpResponse<String> first = unknown.enrol(TestDevice.token("default", 1), deviceId, key);
        TestDevice device = TestDevice.with(TestDevice.certificatesOf(first), key.getPrivate());
        KeyPair next = Pki.keys("Ed25519");

        HttpResponse<String> renewed = device.post(
                "/device/v1/renew",
                "{\"csr\":\"" + Pki.csr(next).replace("\r", "").replace("\n", "\\n") + "\"}");

        assertThat(renewed.statusCode()).isEqualTo(201);
        TestDevice later = TestDevice.with(TestDevice.certificatesOf(renewed), next.getPrivate());
        assertThat(later.get("/device/v1/command").statusCode()).isIn(200, 204);
        assertThat(Problems.codeOf(unknown.post("/device/v1/renew", "{\"csr\":\"x\"}"), 401))
                .isEqualTo("client-certificate-required");
    }

    @Test
    void a_token_shows_its_secret_once() {
        String token = TestDevice.token("default", 1);
        String id = TokenSecret.parse(token).id().toString();

        operator()
                .get("/api/v1/enrolment-tokens?tenant=default")
                .then()
                .statusCode(200)
                .body("id", hasItem(equalTo(id)))
                .body(not(containsString(token)));
        operator().get("/api/v1/enrolment-tokens?tenant=other").then().body("id", not(hasItem(equalTo(id))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"deviceType\":\"a b\"}",
                "{\"deviceType\":\"t\",\"maxUses\":0}",
                "{\"deviceType\":\"t\",\"tenant\":\"nobody\"}",
                "{\"deviceType\":\"t\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}",
                "{\"deviceType\":\"t\",\"expiresAt\":\"2999-01-01T00:00:00Z\"}"
            })
    void a_token_with_values_out_of_range_is_not_created(String body) {
        operator()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/enrolment-tokens")
                .then()
                .statusCode(422)
                .body("type", endsWith("request-invalid"));
    }

    @Test
    void operators_need_their_password_and_devices_find_nothing_of_theirs() {
        given().get("/api/v1/enrolment-tokens").then().statusCode(401);
        TestDevice device = TestDevice.enrolled("default", deviceId);

        assertThat(device.get("/api/v1/enrolment-tokens").statusCode()).isEqualTo(404);
    }

    @Test
    void revoking_what_does_not_exist_is_not_found() {
        revoke("nobody-" + deviceId, 404);
        operator()
                .delete("/api/v1/enrolment-tokens/" + UUID.randomUUID())
                .then()
                .statusCode(404);
    }

    /** What four callers get who begin at the same moment. */
    private static List<HttpResponse<String>> race(IntFunction<HttpResponse<String>> caller) {
        CyclicBarrier start = new CyclicBarrier(4);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers = IntStream.range(0, start.getParties())
                    .mapToObj(number -> callers.submit(() -> {
                        start.await();
                        return caller.apply(number);
                    }))
                    .toList();
            callers.close();
            return answers.stream().map(Future::resultNow).toList();
        }
    }

    private static void revoke(String deviceId, int status) {
        operator()
                .contentType("application/json")
                .body("{\"reason\":\"stolen\"}")
                .post("/api/v1/devices/" + deviceId + "/revoke")
                .then()
                .statusCode(status);
    }

    private static RequestSpecification operator() {
        return given().auth().preemptive().basic("operator", "operator");
    }

    private List<ConsumerRecord<String, String>> events(String type) {
        return KafkaTap.read(
                DEVICES,
                record -> record.key().equals("default/" + deviceId)
                        && KafkaTap.header(record, "ce_type").equals(type));
    }
}
