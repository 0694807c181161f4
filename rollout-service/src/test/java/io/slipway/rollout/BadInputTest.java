package io.slipway.rollout;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Each wrong value gets a sentence that names it, and leaves nothing behind. */
@QuarkusTest
class BadInputTest {

    private static final String NIL = "00000000-0000-0000-0000-000000000000";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    private TestBroker broker;
    private TestFleet fleet;

    @BeforeEach
    void open() {
        broker = new TestBroker(kafka);
        fleet = new TestFleet(broker);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    static Stream<Arguments> bodies() {
        return Stream.of(
                arguments("", "At the top: expected an object"),
                arguments("null", "one JSON object"),
                arguments("[]", "At the top: expected an object"),
                arguments("{", "The JSON is broken in line 1"),
                arguments("{} {}", "one JSON object"),
                arguments(
                        rollout("\"colour\":\"red\""),
                        "There is no field colour; known are [deploymentTimeout, errorLimit, filter,"),
                arguments(rollout("\"filter\":{\"type\":\"x\"}"), "There is no field filter.type; known are"),
                arguments(rollout("\"successThreshold\":90,\"successThreshold\":80"), "The JSON is broken"),
                arguments("{\"releaseId\":\"" + NIL + "\"}", "the field name is missing"),
                arguments("{\"name\":\"x\"}", "the field releaseId is missing"),
                arguments("{\"name\":\"x\",\"releaseId\":\"7\"}", "At releaseId: expected a UUID"),
                arguments("{\"name\":7,\"releaseId\":\"" + NIL + "\"}", "At name: expected a text"),
                arguments("{\"name\":\" \",\"releaseId\":\"" + NIL + "\"}", "1 to 120 characters, not 0"),
                arguments(named("n".repeat(121)), "1 to 120 characters, not 121"),
                arguments(named("a\\nb"), "one line without control characters"),
                arguments(named("a\\u0000b"), "contains \\u0000"),
                arguments(rollout("\"waves\":[{\"count\":0}]"), "a wave takes at least 1 device, not 0"),
                arguments(rollout("\"waves\":[{\"count\":-1}]"), "a wave takes at least 1 device, not -1"),
                arguments(rollout("\"waves\":[{\"count\":2147483648}]"), "At waves[0].count: expected a whole number"),
                arguments(rollout("\"waves\":[{\"count\":1.5}]"), "At waves[0].count: expected a whole number"),
                arguments(rollout("\"waves\":[{\"count\":\"5\"}]"), "At waves[0].count: expected a whole number"),
                arguments(rollout("\"waves\":[{\"percent\":0}]"), "a wave takes 1 to 100 percent, not 0"),
                arguments(rollout("\"waves\":[{\"percent\":101}]"), "a wave takes 1 to 100 percent, not 101"),
                arguments(rollout("\"waves\":[{\"percent\":60},{\"percent\":41}]"), "add up to 101, more than 100"),
                arguments(rollout("\"waves\":[{\"count\":1,\"percent\":1}]"), "either count or percent, not both"),
                arguments(rollout("\"waves\":[{},{\"count\":1}]"), "waves[0] needs a count or a percent"),
                arguments(rollout("\"waves\":[null]"), "At waves[0]: null is not possible"),
                arguments(rollout("\"waves\":{}"), "At waves: expected an array"),
                arguments(rollout("\"waves\":" + times("{\"count\":1}", 101)), "at most 100 waves, not 101"),
                arguments(rollout("\"successThreshold\":0"), "the success threshold is 1 to 100 percent, not 0"),
                arguments(rollout("\"successThreshold\":101"), "the success threshold is 1 to 100 percent, not 101"),
                arguments(rollout("\"errorLimit\":{\"count\":-1}"), "the error limit is not negative: -1"),
                arguments(rollout("\"errorLimit\":{\"percent\":101}"), "the error limit is 0 to 100 percent, not 101"),
                arguments(rollout("\"errorLimit\":{}"), "errorLimit needs a count or a percent"),
                arguments(rollout("\"deploymentTimeout\":\"soon\""), "no ISO 8601 duration such as PT24H"),
                arguments(rollout("\"deploymentTimeout\":\"PT0S\""), "between PT1S and PT2160H, not PT0S"),
                arguments(rollout("\"deploymentTimeout\":\"P91D\""), "between PT1S and PT2160H, not PT2184H"),
                arguments(rollout("\"filter\":{\"deviceType\":\"a b\"}"), "deviceType 'a b' does not have the form"),
                arguments(rollout("\"filter\":{\"deviceIds\":[null]}"), "At filter.deviceIds[0]: null is not possible"),
                arguments(rollout("\"filter\":{\"deviceIds\":[\"a/b\"]}"), "deviceId 'a/b' does not have the form"),
                arguments(
                        rollout("\"filter\":{\"deviceIds\":" + ids(10_001) + "}"), "at most 10000 devices, not 10001"),
                arguments(rollout("\"filter\":{\"installed\":{}}"), "filter.installed needs a version"),
                arguments(
                        rollout("\"filter\":{\"attributes\":{\"a\":null}}"),
                        "At filter.attributes.a: null is not possible"),
                arguments(rollout("\"filter\":{\"attributes\":{\"a\":1}}"), "At filter.attributes.a: expected a text"),
                arguments(
                        rollout("\"filter\":{\"attributes\":" + attributes(17) + "}"), "at most 16 attributes, not 17"),
                arguments(
                        rollout("\"filter\":{\"attributes\":{\"a\":\"" + "v".repeat(257) + "\"}}"),
                        "at most 256 characters"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void a_rollout_that_cannot_be_is_refused(String body, String words) {
        String detail = problem(fleet.post("/api/v1/rollouts", body), 400, "request-invalid")
                .extract()
                .path("detail");

        assertThat(detail).contains(words).doesNotContain("java.", "slipway", "jackson", "Exception");
        assertThat(fleet.api().get("/api/v1/rollouts").jsonPath().getList("items"))
                .isEmpty();
    }

    @Test
    void what_the_other_side_does_not_know_is_named() {
        String body = "{\"name\":\"x\",\"releaseId\":\"" + NIL + "\"}";

        problem(fleet.post("/api/v1/rollouts", body), 404, "release-unknown")
                .body("detail", equalTo("There is no release " + NIL + "."));
    }

    @Test
    void a_withdrawn_release_makes_no_rollout() {
        // Given
        UUID release = fleet.release("2");
        fleet.create(release, "");
        fleet.withdraw(release);
        TestFleet.eventually(
                () -> fleet.api().get("/api/v1/releases/" + release).jsonPath(),
                found -> assertThat(found.getString("withdrawalReason")).isEqualTo("does not boot"));

        // When, then
        problem(
                fleet.post("/api/v1/rollouts", "{\"name\":\"x\",\"releaseId\":\"" + release + "\"}"),
                409,
                "release-withdrawn");
    }

    @Test
    void a_rollout_without_devices_is_not_started() {
        String rollout = fleet.create(fleet.release("2"), "");
        fleet.becomes(rollout, "ready");

        problem(fleet.command(rollout, "start"), 409, "no-devices");
    }

    @ParameterizedTest
    @ValueSource(strings = {"start", "pause", "resume", "abort"})
    void a_command_to_what_is_not_there_is_refused(String command) {
        problem(fleet.command(NIL, command), 404, "rollout-unknown");
        problem(fleet.command("1-1-1-1-1", command), 400, "parameter-invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "abort"})
    void a_reason_is_one_text_of_a_thousand_characters(String command) {
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        String path = "/api/v1/rollouts/" + rollout + "/" + command;

        problem(fleet.post(path, "{\"reason\":\"" + "x".repeat(1001) + "\"}"), 400, "request-invalid")
                .body("detail", containsString("at most 1000 characters, not 1001"));
        problem(fleet.post(path, "{\"reason\":7}"), 400, "request-invalid");
        problem(fleet.post(path, "{\"why\":\"x\"}"), 400, "request-invalid");
        problem(fleet.post(path, "{\"reason\":\"\\u0000\"}"), 400, "request-invalid");
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("running");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /rollouts?limit=0                                  | limit is 1 to 100, not '0'
            /rollouts?limit=101                                | limit is 1 to 100, not '101'
            /rollouts?limit=many                               | limit is 1 to 100, not 'many'
            /rollouts?limit=99999999999                        | limit is 1 to 100
            /rollouts?after=7                                  | after '7' is not a UUID
            /rollouts/7                                        | rolloutId '7' is not a UUID
            /rollouts/7/deployments                            | rolloutId '7' is not a UUID
            /rollouts/7/progress                               | rolloutId '7' is not a UUID
            /rollouts/%1$s/deployments?state=asleep            | state is one of scheduled, offered,
            /rollouts/%1$s/deployments?limit=501               | limit is 1 to 500
            /rollouts/%1$s/deployments?after=a%%20b            | deviceId 'a b' does not have the form
            /deployments/7                                     | deploymentId '7' is not a UUID
            /releases?limit=501                                | limit is 1 to 500
            /releases/7                                        | releaseId '7' is not a UUID
            /devices?limit=0                                   | limit is 1 to 500
            /devices?after=-                                   | deviceId '-' does not have the form
            /devices?deviceType=a%%20b                         | deviceType 'a b' does not have the form
            /devices?component=rootfs                          | component narrows version
            /devices?attribute=site                            | not of the form name=value
            /devices?attribute=a%%00=b                         | no control characters
            /devices/a%%20b                                    | deviceId 'a b' does not have the form
            /devices/a%%20b/deployments                        | deviceId 'a b' does not have the form
            /devices/board-1/deployments?limit=-1              | limit is 1 to 500
            """)
    void a_parameter_that_cannot_be_is_refused(String path, String words) {
        problem(
                        fleet.api()
                                .urlEncodingEnabled(false)
                                .get("/api/v1" + path.formatted(NIL))
                                .then(),
                        400,
                        "parameter-invalid")
                .body("detail", containsString(words));
    }

    @Test
    void seventeen_attributes_are_one_too_many() {
        String query =
                IntStream.range(0, 17).mapToObj(i -> "attribute=a" + i + "=b").collect(Collectors.joining("&"));

        problem(fleet.api().get("/api/v1/devices?" + query).then(), 400, "parameter-invalid")
                .body("detail", containsString("at most 16 times, not 17"));
    }

    @ParameterizedTest
    @CsvSource({
        "/rollouts/%s, rollout-unknown",
        "/rollouts/%s/deployments, rollout-unknown",
        "/rollouts/%s/progress, rollout-unknown",
        "/deployments/%s, deployment-unknown",
        "/releases/%s, release-unknown",
        "/devices/%s, device-unknown",
        "/devices/%s/deployments, device-unknown"
    })
    void what_is_not_there_is_said_to_be_unknown(String path, String code) {
        problem(fleet.api().get("/api/v1" + path.formatted(NIL)).then(), 404, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Default", "a_b", "-a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void a_tenant_that_cannot_be_is_refused(String tenant) {
        problem(
                fleet.api()
                        .header("Slipway-Tenant", "other")
                        .queryParam("Slipway-Tenant", tenant)
                        .get("/api/v1/devices")
                        .then(),
                400,
                "tenant-invalid");
    }

    @Test
    void a_command_of_another_sites_page_is_refused() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");
        String path = "/api/v1/rollouts/" + rollout + "/abort";

        // When, then
        for (String from : List.of("cross-site", "same-site")) {
            problem(fleet.api().header("Sec-Fetch-Site", from).post(path).then(), 403, "cross-site-request");
        }
        assertThat(fleet.rollout(rollout).getString("state")).isEqualTo("running");
        fleet.api().header("Sec-Fetch-Site", "same-origin").post(path).then().statusCode(200);
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_refused() {
        fleet.post("/api/v1/rollouts", named("x".repeat(1 << 21))).statusCode(413);
    }

    private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:slipway:problem:" + code))
                .body("status", equalTo(status));
    }

    private static String rollout(String more) {
        return "{\"name\":\"x\",\"releaseId\":\"" + NIL + "\"," + more + "}";
    }

    private static String named(String name) {
        return "{\"name\":\"" + name + "\",\"releaseId\":\"" + NIL + "\"}";
    }

    private static String times(String element, int number) {
        return Stream.generate(() -> element).limit(number).collect(Collectors.joining(",", "[", "]"));
    }

    private static String ids(int number) {
        return IntStream.range(0, number).mapToObj(i -> "\"d" + i + "\"").collect(Collectors.joining(",", "[", "]"));
    }

    private static String attributes(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> "\"a" + i + "\":\"b\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
