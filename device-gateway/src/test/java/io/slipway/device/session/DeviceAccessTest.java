package io.slipway.device.session;

import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import io.quarkus.test.junit.QuarkusTest;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.slipway.device.testing.DevicePlatform;
import io.slipway.device.testing.KafkaTap;
import io.slipway.device.testing.MqttDevice;
import io.slipway.device.testing.Pki;
import io.slipway.device.testing.Pki.Identity;
import io.slipway.device.testing.Problems;
import io.slipway.device.testing.Reports;
import io.slipway.device.testing.TestDevice;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@QuarkusTest
class DeviceAccessTest {

    private static final int NOT_AUTHORIZED = 135;

    private final String deviceId = "board-" + UUID.randomUUID();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/device/v1/command",
                "/device/v1/metadata/timestamp.json",
                "/device/v1/payloads/x",
                "/device/v1/nothing"
            })
    void no_device_path_works_without_a_certificate(String path) {
        HttpResponse<String> answer = TestDevice.unknown().get(path);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("urn:slipway:problem:client-certificate-required");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/device/v1/../v1/command",
                "//device/v1/command",
                "/device/v1/enrol/../command",
                "/device//v1/command"
            })
    void no_spelling_of_a_device_path_goes_around_the_check(String path) {
        assertThat(TestDevice.unknown().get(path).statusCode()).isIn(400, 401, 404);
    }

    @Test
    void a_certificate_of_a_stranger_does_not_even_get_a_connection() {
        Identity stranger = Pki.client(Pki.authority("CN=Default devices"), "O=default, CN=" + deviceId);

        assertThatThrownBy(() -> TestDevice.with(stranger).get("/device/v1/command"))
                .isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void an_authority_cannot_speak_for_another_tenant() throws Exception {
        Identity forged = Pki.client(authority("other"), "O=default, CN=" + deviceId);

        HttpResponse<String> answer = TestDevice.with(forged).get("/device/v1/command");

        assertThat(Problems.codeOf(answer, 403)).isEqualTo("certificate-of-another-tenant");
    }

    @Test
    void an_authority_cannot_speak_for_another_tenant_over_mqtt_either() throws Exception {
        Identity forged = Pki.client(authority("other"), "O=default, CN=" + deviceId);

        assertThatThrownBy(() -> MqttDevice.connect(TestDevice.with(forged), "default/" + deviceId))
                .isInstanceOf(MqttException.class);
    }

    @Test
    void an_expired_certificate_gets_no_connection() throws Exception {
        Instant yesterday = Instant.now().minus(Duration.ofDays(1));
        TestDevice expired = TestDevice.with(Pki.issue(
                authority("default"),
                "O=default, CN=" + deviceId,
                KeyPurposeId.id_kp_clientAuth,
                yesterday.minus(Duration.ofDays(1)),
                yesterday));

        assertThatThrownBy(() -> expired.get("/device/v1/command")).isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> MqttDevice.connect(expired, "default/" + deviceId))
                .isInstanceOf(MqttException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/device/v1/command", "/device/v1/metadata/timestamp.json", "/device/v1/payloads/x"})
    void a_revoked_device_gets_nothing(String path) {
        TestDevice device = TestDevice.enrolled("default", deviceId);
        TestDevice.revoke(deviceId);

        assertThat(Problems.codeOf(device.get(path), 403)).isEqualTo("certificate-revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/device/v1/reports", "/device/v1/renew"})
    void a_revoked_device_says_nothing(String path) {
        TestDevice device = TestDevice.enrolled("default", deviceId);
        TestDevice.revoke(deviceId);

        assertThat(Problems.codeOf(device.post(path, "[" + Reports.accepted(1) + "]"), 403))
                .isEqualTo("certificate-revoked");
        assertThat(KafkaTap.read(
                        "slipway.device.report.v1", record -> record.key().endsWith(deviceId)))
                .isEmpty();
    }

    @Test
    void a_device_may_not_publish_to_the_topic_of_another() throws Exception {
        TestDevice device = TestDevice.enrolled("default", deviceId);
        String victim = "victim-of-" + deviceId;
        try (MqttDevice connected = MqttDevice.connect(device, "default/" + deviceId)) {
            int answer = connected.publish("slipway/default/" + victim + "/report", Reports.accepted(1));

            assertThat(answer).isEqualTo(NOT_AUTHORIZED);
            await().atMost(20, SECONDS).until(() -> !connected.isConnected());
        }
        assertThat(KafkaTap.read(
                        "slipway.device.report.v1", record -> record.key().endsWith(victim)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "slipway/default/board-victim/command",
                "slipway/default/board-victim/ack",
                "slipway/other/board-victim/command",
                "slipway/+/+/report",
                "#",
                "$share/device-gateway/slipway/+/+/report"
            })
    void a_device_may_not_subscribe_to_topics_of_others(String topic) throws Exception {
        TestDevice device = TestDevice.enrolled("default", deviceId);
        try (MqttDevice connected = MqttDevice.connect(device, "default/" + deviceId)) {
            assertThat(connected.subscribe(topic)).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void a_device_may_not_connect_under_the_name_of_another() {
        TestDevice device = TestDevice.enrolled("default", deviceId);

        assertThatThrownBy(() -> MqttDevice.connect(device, "default/board-victim"))
                .isInstanceOf(MqttException.class);
    }

    private static Identity authority(String tenant) throws Exception {
        Path base = DevicePlatform.AUTHORITIES;
        String pem = Files.readString(base.resolve(tenant + ".key")).replaceAll("-----.* PRIVATE KEY-----", "");
        KeyFactory ec = KeyFactory.getInstance("EC");
        var certificate = CertificateFactory.getInstance("X.509")
                .generateCertificate(Files.newInputStream(base.resolve(tenant + ".crt")));
        return new Identity(
                (X509Certificate) certificate,
                new KeyPair(
                        certificate.getPublicKey(),
                        ec.generatePrivate(
                                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem)))));
    }
}
