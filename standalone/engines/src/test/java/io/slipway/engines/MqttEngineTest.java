package io.slipway.engines;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.packet.MqttReturnCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MqttEngineTest {

    private static final String GATEWAY = "O=slipway,OU=service,CN=device-gateway";
    private static final TestAuthority PLATFORM = new TestAuthority("CN=platform");
    private static final TestAuthority SERVICES = new TestAuthority("CN=services");
    private static final TestAuthority TENANT = new TestAuthority("CN=tenant default");
    private static final TestAuthority OTHER_TENANT = new TestAuthority("CN=tenant other");

    @TempDir
    static Path directory;

    private static Engine broker;

    @BeforeAll
    static void start() {
        MqttTrust trust = new MqttTrust(
                Map.of(
                        "default", TENANT.certificateFile(directory),
                        "other", OTHER_TENANT.certificateFile(directory)),
                SERVICES.certificateFile(directory));
        broker = Engines.mqtt(directory.resolve("mqtt"), 0, PLATFORM.serverFiles(directory), trust);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void carries_a_report_of_a_device_to_the_shared_subscription_of_the_gateway() throws Exception {
        try (TestClient gateway = connect("gateway-1", SERVICES.issue(GATEWAY));
                TestClient device = connect("default/board-1", TENANT.issue("O=default,CN=board-1"))) {
            // Given
            gateway.subscribe("$share/device-gateway/slipway/+/+/report");

            // When
            device.publish("slipway/default/board-1/report", "hello", false);

            // Then
            assertThat(gateway.received().poll(30, TimeUnit.SECONDS)).isEqualTo("hello");
        }
    }

    @Test
    void keeps_a_retained_command_for_its_device_over_a_crash() throws Exception {
        // Given
        try (TestClient gateway = connect("gateway-2", SERVICES.issue(GATEWAY))) {
            gateway.publish("slipway/default/board-2/command", "install", true);
        }

        // When
        broker.kill();
        broker.restart();

        // Then
        try (TestClient device = connect("default/board-2", TENANT.issue("O=default,CN=board-2"))) {
            device.subscribe("slipway/default/board-2/command");
            assertThat(device.received().poll(30, TimeUnit.SECONDS)).isEqualTo("install");
        }
    }

    @Test
    void refuses_a_device_the_topics_of_another() throws Exception {
        try (TestClient device = connect("default/board-3", TENANT.issue("O=default,CN=board-3"))) {
            assertThat(device.subscribe("slipway/default/board-4/command"))
                    .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            assertThat(device.subscribe("slipway/+/+/command")).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            assertThat(device.subscribe("#")).isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
        }
    }

    @Test
    void ends_the_connection_of_a_device_that_reports_as_another() throws Exception {
        assertPublishingRefused("board-4", "slipway/default/board-3/report");
    }

    @Test
    void ends_the_connection_of_a_device_that_publishes_its_own_command() throws Exception {
        assertPublishingRefused("board-5", "slipway/default/board-5/command");
    }

    @Test
    void refuses_a_client_id_that_is_not_the_certificate_s() {
        assertRefused("default/board-7", TENANT.issue("O=default,CN=board-6"));
    }

    @Test
    void refuses_a_tenant_s_authority_that_speaks_for_another_tenant() {
        assertRefused("default/board-1", OTHER_TENANT.issue("O=default,CN=board-1"));
    }

    @Test
    void refuses_a_device_that_calls_itself_the_gateway() {
        assertRefused("gateway-3", TENANT.issue(GATEWAY));
    }

    @Test
    void refuses_a_service_that_is_not_the_gateway() {
        assertRefused("gateway-4", SERVICES.issue("O=slipway,OU=service,CN=another"));
    }

    @Test
    void refuses_a_device_whose_name_is_a_wildcard() {
        assertRefused("default/+", TENANT.issue("O=default,CN=\\+"));
    }

    @Test
    void refuses_a_certificate_of_an_unknown_authority() {
        assertRefused("default/board-1", new TestAuthority("CN=tenant default").issue("O=default,CN=board-1"));
    }

    private static void assertRefused(String clientId, TestAuthority.Holder holder) {
        assertThatThrownBy(() -> connect(clientId, holder)).isInstanceOf(MqttException.class);
    }

    private static void assertPublishingRefused(String deviceId, String topic) throws Exception {
        try (TestClient gateway = connect("gateway-of-" + deviceId, SERVICES.issue(GATEWAY));
                TestClient device = connect("default/" + deviceId, TENANT.issue("O=default,CN=" + deviceId))) {
            // Given
            gateway.subscribe(topic);

            // When
            device.publish(topic, "forged", false);

            // Then
            assertThat(device.disconnection().get(30, TimeUnit.SECONDS))
                    .isEqualTo(MqttReturnCode.RETURN_CODE_NOT_AUTHORIZED);
            assertThat(gateway.received()).isEmpty();
        }
    }

    private static TestClient connect(String clientId, TestAuthority.Holder holder) throws MqttException {
        return new TestClient(broker.coordinates().get("slipway.mqtt.url"), clientId, PLATFORM.contextOf(holder));
    }
}
