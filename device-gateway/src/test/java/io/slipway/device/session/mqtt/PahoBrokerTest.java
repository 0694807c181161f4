package io.slipway.device.session.mqtt;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.slipway.device.session.Broker;
import io.slipway.device.session.Broker.Receiver;
import io.slipway.device.session.mqtt.PahoBroker.Subscription;
import io.slipway.device.testing.DevicePlatform;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The link to the real broker, beside that of the running gateway. */
@QuarkusTest
class PahoBrokerTest {

    private final String clientId = "test-" + UUID.randomUUID();
    private final String topic = "slipway/default/" + clientId + "/ack";
    private final List<String> received = new CopyOnWriteArrayList<>();
    private PahoBroker broker;

    @Inject
    Broker gateway;

    @AfterEach
    void close() {
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void a_message_that_could_not_be_processed_is_given_again() {
        connect(1, (name, payload) -> {
            received.add(new String(payload, StandardCharsets.UTF_8));
            return switch (received.size()) {
                case 1 -> throw new IllegalStateException("not now");
                case 2 -> CompletableFuture.failedStage(new IllegalStateException("not now either"));
                default -> CompletableFuture.completedStage(null);
            };
        });

        await().atMost(30, SECONDS).until(gateway::isConnected);
        publish("report");
        await().atMost(30, SECONDS).until(() -> received.size() == 3);
        publish("the next");

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(received).containsExactly("report", "report", "report", "the next"));
    }

    @Test
    void messages_that_wait_for_what_is_behind_the_gateway_are_bounded_over_all_connections() {
        Engine engine = EngineTestResource.engine("mqtt");
        List<CompletableFuture<Void>> underWay = new CopyOnWriteArrayList<>();
        connect(1, (name, payload) -> {
            CompletableFuture<Void> done = new CompletableFuture<>();
            underWay.add(done);
            return done;
        });
        await().atMost(30, SECONDS).until(gateway::isConnected);
        publish("report");
        await().atMost(30, SECONDS).until(() -> underWay.size() == 1);
        try {
            engine.kill();
        } finally {
            engine.restart();
        }
        PahoBroker other = new PahoBroker(settings(clientId + "-other", 1));
        other.subscribe(topic + "-other", (name, payload) -> CompletableFuture.completedStage(null));
        try (other) {
            other.start();
            await().atMost(60, SECONDS).until(other::isConnected);
            assertThat(broker.isConnected()).isFalse();
            assertThat(underWay).hasSize(1);
        }

        underWay.getFirst().complete(null);

        await().atMost(60, SECONDS).until(broker::isConnected);
    }

    @Test
    void connections_that_fail_leave_no_threads_behind() {
        MqttSettings nowhere = new MqttSettings(
                URI.create("ssl://localhost:1"),
                clientId,
                DevicePlatform.PKI.resolve("gateway.crt"),
                DevicePlatform.PKI.resolve("gateway.key"),
                DevicePlatform.PKI.resolve("services.crt"),
                1,
                Duration.ofSeconds(1));
        Subscription subscription = new Subscription(topic, new Incoming((name, payload) -> null, 1));

        for (int attempt = 0; attempt < 5; attempt++) {
            assertThatThrownBy(() -> PahoConnection.open(nowhere, subscription)).isInstanceOf(MqttException.class);
        }

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                        .extracting(Thread::getName)
                        .noneMatch(name -> name.contains(clientId)));
    }

    private void connect(int maxInFlight, Receiver receiver) {
        broker = new PahoBroker(settings(clientId, maxInFlight));
        broker.subscribe("$share/" + clientId + "/" + topic, receiver);
        broker.start();
        await().atMost(30, SECONDS).until(broker::isConnected);
    }

    /** Over the connection of the running gateway. */
    private void publish(String text) {
        gateway.publish(topic, text.getBytes(StandardCharsets.UTF_8), false)
                .toCompletableFuture()
                .join();
    }

    private static MqttSettings settings(String clientId, int maxInFlight) {
        return new MqttSettings(
                URI.create(ConfigProvider.getConfig().getValue("slipway.device.mqtt.uri", String.class)),
                clientId,
                DevicePlatform.PKI.resolve("gateway.crt"),
                DevicePlatform.PKI.resolve("gateway.key"),
                DevicePlatform.PKI.resolve("services.crt"),
                maxInFlight,
                Duration.ofSeconds(1));
    }
}
