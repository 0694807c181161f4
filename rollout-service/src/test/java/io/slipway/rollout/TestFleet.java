package io.slipway.rollout;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.apache.kafka.clients.consumer.ConsumerRecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A tenant with devices and releases, who talks to the running service over Kafka and REST only. */
final class TestFleet {

    static final String RELEASES = "slipway.artifact.release.v1";
    static final String PAYLOADS = "slipway.artifact.payload.v1";
    static final String DEVICES = "slipway.device.device.v1";
    static final String REPORTS = "slipway.device.report.v1";

    private static final Contracts.OfAnswers CONTRACT = new Contracts.OfAnswers();

    final String tenant = "t-" + UUID.randomUUID().toString().substring(0, 8);
    final TestBroker broker;

    private final Map<String, Integer> sequences = new HashMap<>();

    TestFleet(TestBroker broker) {
        this.broker = broker;
    }

    /** Enrols devices of the type {@code virtual-board} that run version 1, and waits until the service knows them. */
    void enrol(String... ids) {
        for (String id : ids) {
            broker.publish(DEVICES, key(id), "DeviceEnrolled", """
                    {"tenant":"%s","deviceId":"%s","deviceType":"virtual-board","certificateSha256":"%s","enrolledAt":"2026-11-21T09:00:00Z"}""".formatted(tenant, id, "a".repeat(64)));
            status(id, "1");
        }
        for (String id : ids) {
            eventually(
                    () -> api().get("/api/v1/devices/" + id)
                            .then()
                            .statusCode(200)
                            .extract()
                            .jsonPath(),
                    device -> {
                        assertThat(device.getString("membership")).isEqualTo("enrolled");
                        assertThat(device.getString("installed[0].version")).isEqualTo("1");
                    });
        }
    }

    /** The device says what it runs. */
    void status(String id, String version) {
        broker.publish(
                REPORTS, key(id), "DeviceStatusReported", """
                {"tenant":"%s","deviceId":"%s","sequence":%d,"deviceType":"virtual-board","clientVersion":"0.1.0","bootedSlot":"a",
                 "installed":[{"component":"rootfs","name":"debian","version":"%s","sha256":"%s"}],"attributes":{"site":"north"},
                 "occurredAt":"2026-11-21T09:00:01Z","receivedAt":"2026-11-21T09:00:01Z"}""".formatted(tenant, id, next(id), version, "b".repeat(64)));
    }

    /** Publishes a release and its payload. */
    UUID release(String version) {
        UUID id = UUID.randomUUID();
        publish(id, version);
        sign(id, version);
        return id;
    }

    void publish(UUID id, String version) {
        broker.publish(RELEASES, tenant + "/" + id, "ReleasePublished", """
                {"tenant":"%s","releaseId":"%s","name":"debian","version":"%s","deviceTypes":["virtual-board"],
                 "components":[{"name":"rootfs","target":"debian/%s/rootfs","artifact":{"sha256":"%s","length":734003200,"format":"raw"}}],
                 "publishedAt":"2026-11-21T10:00:00Z"}""".formatted(
                        tenant, id, version, version, image(version)));
    }

    void sign(UUID id, String version) {
        String name = "payloads/" + image(version) + "/full";
        broker.publish(PAYLOADS, tenant + "/" + name, "PayloadSigned", """
                {"tenant":"%s","releaseId":"%s","component":"rootfs","payloadName":"%s","kind":"full",
                 "image":{"sha256":"%s","length":734003200},
                 "payload":{"sha256":"%s","length":210000000,"indexSha256":"%s","indexLength":33600},"signedAt":"2026-11-21T10:00:01Z"}""".formatted(
                        tenant, id, name, image(version), "c".repeat(64), "d".repeat(64)));
    }

    void withdraw(UUID id) {
        broker.publish(RELEASES, tenant + "/" + id, "ReleaseWithdrawn", """
                {"tenant":"%s","releaseId":"%s","reason":"does not boot","withdrawnAt":"2026-11-21T11:00:00Z"}""".formatted(tenant, id));
    }

    /** Creates a rollout of a release that the service may not know yet, and answers its id. */
    String create(UUID release, String more) {
        eventually(() -> api().get("/api/v1/releases/" + release).statusCode(), status -> assertThat(status)
                .isEqualTo(200));
        return post("/api/v1/rollouts", """
                {"name":"test","releaseId":"%s"%s}""".formatted(release, more.isEmpty() ? "" : "," + more))
                .statusCode(201)
                .extract()
                .path("id");
    }

    /** Creates a rollout, waits until it is ready, and starts it. */
    String started(UUID release, String more) {
        String rollout = create(release, more);
        becomes(rollout, "ready");
        command(rollout, "start").statusCode(200);
        return rollout;
    }

    ValidatableResponse post(String path, String body) {
        return api().contentType("application/json").body(body).post(path).then();
    }

    ValidatableResponse command(String rollout, String command) {
        return api().post("/api/v1/rollouts/" + rollout + "/" + command).then();
    }

    JsonPath rollout(String rollout) {
        return api().get("/api/v1/rollouts/" + rollout)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    JsonPath becomes(String rollout, String state) {
        return eventually(() -> rollout(rollout), found -> assertThat(found.getString("state"))
                .isEqualTo(state));
    }

    /** The deployments of a rollout by device id. */
    Map<String, Map<String, Object>> deployments(String rollout) {
        List<Map<String, Object>> items = api().get("/api/v1/rollouts/" + rollout + "/deployments")
                .then()
                .statusCode(200)
                .extract()
                .path("items");
        Map<String, Map<String, Object>> byDevice = new HashMap<>();
        items.forEach(item -> byDevice.put((String) item.get("deviceId"), item));
        return byDevice;
    }

    /** Waits for the command of a device's deployment in a rollout. */
    JsonPath command(String rollout, String type, String device) {
        return JsonPath.from(broker.atLeast(1, record -> isCommand(record, rollout, type, device))
                .getFirst()
                .value());
    }

    List<ConsumerRecord<String, String>> commands(String device) {
        return broker.all(
                record -> record.topic().equals(Topics.COMMANDS) && record.key().equals(key(device)));
    }

    /** The device takes the update of a rollout and reports each of these states. */
    void reports(String rollout, String device, String... states) {
        String deployment = command(rollout, "InstallUpdate", device).getString("deploymentId");
        for (String state : states) {
            report(device, deployment, state);
        }
    }

    UUID report(String device, String deployment, String state) {
        return broker.publish(REPORTS, key(device), "DeploymentReported", reportJson(device, deployment, state));
    }

    String reportJson(String device, String deployment, String state) {
        boolean bad = List.of("rolled-back", "failed", "rejected", "cancelled").contains(state);
        String reason = bad ? """
                "reason":{"code":"health-check-failed","detail":"no network"},""" : "";
        String progress = state.equals("downloading") ? """
                "progress":{"done":1000,"total":4000},"bytesDownloaded":700,""" : "";
        return """
                {"tenant":"%s","deviceId":"%s","sequence":%d,"deploymentId":"%s","state":"%s",%s%s
                 "occurredAt":"2026-11-21T10:05:00Z","receivedAt":"2026-11-21T10:05:01Z"}""".formatted(tenant, device, next(device), deployment, state, reason, progress);
    }

    RequestSpecification api() {
        return RestAssured.given()
                .filter(CONTRACT)
                .auth()
                .preemptive()
                .basic("operator", "operator")
                .header("Slipway-Tenant", tenant);
    }

    String key(String device) {
        return tenant + "/" + device;
    }

    static <T> T eventually(java.util.concurrent.Callable<T> look, java.util.function.Consumer<T> expectation) {
        List<T> last = new java.util.ArrayList<>();
        await().atMost(TestBroker.PATIENCE).untilAsserted(() -> {
            T found = look.call();
            expectation.accept(found);
            last.add(found);
        });
        return last.getLast();
    }

    private boolean isCommand(ConsumerRecord<String, String> record, String rollout, String type, String device) {
        return record.topic().equals(Topics.COMMANDS)
                && record.key().equals(key(device))
                && TestBroker.header(record, "ce_type").equals(type)
                && JsonPath.from(record.value()).getString("rolloutId").equals(rollout);
    }

    /** Each version is another image of this tenant. */
    private String image(String version) {
        return UUID.nameUUIDFromBytes((tenant + version).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString()
                .replace("-", "")
                .repeat(2);
    }

    private int next(String device) {
        return sequences.merge(device, 1, Integer::sum);
    }
}
