package io.slipway.rollout;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

/** The stream of server-sent events, as a program meets it. */
@QuarkusTest
class ProgressTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @ConfigProperty(name = "slipway.rollout.watchers")
    int mostWatchers;

    @TestHTTPResource
    URI service;

    @Inject
    Event<ShutdownDelayInitiatedEvent> shutdown;

    private final List<Watcher> watchers = new ArrayList<>();
    private TestBroker broker;
    private TestFleet fleet;

    @BeforeEach
    void open() {
        broker = new TestBroker(kafka);
        fleet = new TestFleet(broker);
    }

    @AfterEach
    void close() {
        watchers.forEach(Watcher::close);
        broker.close();
    }

    @Test
    void tells_at_once_how_it_is_and_then_every_change() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.started(fleet.release("2"), "");

        // When
        Watcher watcher = watch(rollout);

        // Then
        assertThat(watcher.first(seen -> true).getString("state")).isEqualTo("running");

        // When
        fleet.reports(rollout, "board-1", "downloading");

        // Then
        JsonPath downloading = watcher.first(seen -> "downloading".equals(seen.getString("devices[0].state")));
        assertThat(downloading.getInt("devices[0].bytesDone")).isEqualTo(1000);

        // When
        fleet.reports(rollout, "board-1", "succeeded");

        // Then
        JsonPath completed = watcher.first(seen -> seen.getString("state").equals("completed"));
        assertThat(completed.getInt("waves[0].counts.succeeded")).isEqualTo(1);
    }

    @Test
    void devices_that_went_wrong_come_first() {
        // Given
        fleet.enrol("board-1", "board-2", "board-3", "board-4");
        String rollout = fleet.started(fleet.release("2"), "\"errorLimit\":{\"percent\":100}");

        // When
        fleet.reports(rollout, "board-1", "succeeded");
        fleet.reports(rollout, "board-3", "installing");
        fleet.reports(rollout, "board-4", "rolled-back");

        // Then
        JsonPath seen = watch(rollout)
                .first(it -> it.getInt("waves[0].counts.succeeded") == 1
                        && it.getInt("waves[0].counts.installing") == 1
                        && it.getInt("waves[0].counts.rolled-back") == 1);
        assertThat(seen.getList("devices.deviceId")).containsExactly("board-4", "board-3", "board-2", "board-1");
    }

    @Test
    void what_is_not_there_or_of_another_tenant_is_refused_like_any_other_request() {
        fleet.enrol("board-1");
        String rollout = fleet.create(fleet.release("2"), "");
        TestFleet other = new TestFleet(broker);

        for (String path : List.of(UUID.randomUUID().toString(), rollout)) {
            other.api()
                    .get("/api/v1/rollouts/" + path + "/progress")
                    .then()
                    .statusCode(404)
                    .body("type", equalTo("urn:slipway:problem:rollout-unknown"));
        }
        fleet.api()
                .get("/api/v1/rollouts/7/progress")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:slipway:problem:parameter-invalid"));
    }

    @Test
    void more_watchers_than_are_allowed_are_refused_until_one_leaves() {
        // Given
        fleet.enrol("board-1");
        String rollout = fleet.create(fleet.release("2"), "");
        for (int i = 0; i < mostWatchers; i++) {
            watch(rollout).first(seen -> true);
        }

        // When
        fleet.api()
                .get("/api/v1/rollouts/" + rollout + "/progress")
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:slipway:problem:too-many-watchers"));
        watchers.getFirst().close();

        // Then
        TestFleet.eventually(
                () -> answerTo(rollout), status -> assertThat(status).isEqualTo(200));
    }

    @Test
    void ends_when_the_service_stops() {
        // Given
        fleet.enrol("board-1");
        Watcher watcher = watch(fleet.create(fleet.release("2"), ""));
        watcher.first(seen -> true);

        // When
        shutdown.fire(new ShutdownDelayInitiatedEvent());

        // Then
        assertThat(watcher.ends()).isTrue();
    }

    private Watcher watch(String rollout) {
        Watcher watcher = new Watcher(rollout);
        watchers.add(watcher);
        assertThat(watcher.answer.statusCode()).isEqualTo(200);
        return watcher;
    }

    private int answerTo(String rollout) {
        try (Watcher watcher = new Watcher(rollout)) {
            return watcher.answer.statusCode();
        }
    }

    private final class Watcher implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final HttpResponse<Stream<String>> answer;
        private final Iterator<String> lines;

        Watcher(String rollout) {
            String password = Base64.getEncoder().encodeToString("operator:operator".getBytes(StandardCharsets.UTF_8));
            HttpRequest request = HttpRequest.newBuilder(
                            service.resolve("/api/v1/rollouts/" + rollout + "/progress?Slipway-Tenant=" + fleet.tenant))
                    .header("Authorization", "Basic " + password)
                    .build();
            try {
                answer = client.send(request, HttpResponse.BodyHandlers.ofLines());
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
            lines = answer.body().iterator();
        }

        /** The first event from now on that fits. */
        JsonPath first(Predicate<JsonPath> wanted) {
            while (lines.hasNext()) {
                String line = lines.next();
                if (line.startsWith("data:")) {
                    JsonPath seen = JsonPath.from(line.substring("data:".length()));
                    if (wanted.test(seen)) {
                        return seen;
                    }
                }
            }
            throw new AssertionError("the stream ended");
        }

        boolean ends() {
            while (lines.hasNext()) {
                lines.next();
            }
            return true;
        }

        @Override
        public void close() {
            client.shutdownNow();
        }
    }
}
