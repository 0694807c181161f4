package io.slipway.client.link.mqtt;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;

import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestIdentities;
import io.slipway.client.link.Link;
import io.slipway.client.link.LinkContract;
import io.slipway.client.link.LinkException;
import io.slipway.client.log.EventLog;
import io.slipway.client.provisioning.DeviceIdentity;
import io.slipway.client.provisioning.TlsContexts;
import io.slipway.client.report.QueuedReport;
import io.slipway.engines.Engine;
import io.slipway.engines.Engines;
import io.slipway.engines.MqttTrust;
import io.slipway.engines.TlsIdentity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Against a real broker that grants each device its own three topics. */
class MqttLinkTest extends LinkContract {

    @TempDir
    static Path directory;

    private static final TestAuthority TENANT = new TestAuthority("tenant");
    private static final TestAuthority SERVICES = new TestAuthority("services");

    private static Engine broker;

    private MqttGateway gateway;
    private MqttLink link;

    @BeforeAll
    static void start() throws IOException {
        KeyPair key = TestAuthority.newKey();
        Path certificate = Files.writeString(
                directory.resolve("broker.crt"),
                TestAuthority.pem(SERVICES.certify("CN=localhost", key.getPublic()), SERVICES.certificate()));
        Path keyFile = Files.writeString(
                directory.resolve("broker.key"), TestAuthority.pem(new JcaPKCS8Generator(key.getPrivate(), null)));
        broker = Engines.mqtt(
                directory.resolve("mqtt"),
                0,
                new TlsIdentity(certificate, keyFile),
                new MqttTrust(
                        Map.of("default", TENANT.writeTo(directory.resolve("tenant.pem"))),
                        SERVICES.writeTo(directory.resolve("services.pem"))));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @BeforeEach
    void connect() throws Exception {
        KeyPair key = TestAuthority.newKey();
        gateway = new MqttGateway(
                url(),
                TlsContexts.mutual(
                        new DeviceIdentity(
                                "slipway",
                                "device-gateway",
                                key.getPrivate(),
                                List.of(SERVICES.certify("O=slipway, OU=service, CN=device-gateway", key.getPublic()))),
                        List.of(SERVICES.certificate())));
        gateway.connect();
        link = link(
                "default/board-1",
                TlsContexts.mutual(TestIdentities.device(TENANT, "board-1"), List.of(SERVICES.certificate())));
    }

    @AfterEach
    void disconnect() {
        link.close();
        gateway.close();
    }

    @Override
    protected Link link() {
        return link;
    }

    @Override
    protected void pending(String command) throws Exception {
        gateway.retain(command.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected List<String> reports() {
        return gateway.reports();
    }

    @Override
    protected void interrupt() throws Exception {
        broker.kill();
        broker.restart();
        gateway.connect();
    }

    @Test
    void sends_no_report_before_the_one_before_is_acknowledged() throws Exception {
        // Given
        gateway.hold();
        List<QueuedReport> both = reports(401, 402);
        CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> send(both));
        await().atMost(PATIENCE).until(() -> reports().contains(both.getFirst().text()));

        // When a command has come and gone in the meantime
        UUID deployment = UUID.randomUUID();
        pending(cancel(deployment));
        await().atMost(PATIENCE).until(() -> link.receive(Duration.ofSeconds(2))
                .filter(command -> command.deploymentId().equals(deployment))
                .isPresent());

        // Then
        assertThat(reports()).doesNotContain(both.getLast().text());

        // When
        gateway.acknowledge("401");
        await().atMost(PATIENCE).until(() -> reports().contains(both.getLast().text()));
        gateway.acknowledge("402");

        // Then
        assertThat(sent.get(30, TimeUnit.SECONDS)).isEqualTo(402);
    }

    private long send(List<QueuedReport> reports) {
        try {
            return link.send(reports);
        } catch (LinkException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void is_refused_under_the_name_of_another_device() throws IOException {
        // Given
        MqttLink thief = link(
                "default/board-2",
                TlsContexts.mutual(TestIdentities.device(TENANT, "board-1"), List.of(SERVICES.certificate())));

        // Then
        assertThatThrownBy(() -> thief.receive(Duration.ofSeconds(5))).isInstanceOf(LinkException.class);
    }

    @Test
    void does_not_talk_to_a_broker_of_another_authority() throws IOException {
        // Given
        MqttLink careful = link(
                "default/board-1",
                TlsContexts.mutual(TestIdentities.device(TENANT, "board-1"), List.of(TENANT.certificate())));

        // Then
        assertThatThrownBy(() -> careful.receive(Duration.ofSeconds(5))).isInstanceOf(LinkException.class);
    }

    private static MqttLink link(String clientId, SSLContext tls) {
        return new MqttLink(new MqttLink.Settings(url(), clientId, tls), new EventLog(System.err, Clock.systemUTC()));
    }

    private static String url() {
        return String.valueOf(broker.coordinates().get("slipway.mqtt.url"));
    }
}
