package io.slipway.device.testing;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

import io.slipway.device.testing.Pki.Identity;
import io.slipway.engines.Engine;
import io.slipway.engines.EngineTestResource;
import io.slipway.engines.Engines;
import io.slipway.engines.MqttTrust;
import io.slipway.engines.TlsIdentity;

/**
 * The certificate authorities and the MQTT broker of the tests, and the configuration that points the gateway at them. Files below {@code target/pki}.
 *
 * <p>Tenants {@code default} and {@code other} have an authority each; the service authority signs for the gateway, its TLS port and the broker.
 */
public final class DevicePlatform implements QuarkusTestResourceLifecycleManager {

    public static final Path PKI = Path.of("target", "pki").toAbsolutePath();
    public static final Path AUTHORITIES = PKI.resolve("ca");

    @Override
    public Map<String, String> start() {
        Pki.authority("CN=Default devices").writeTo(AUTHORITIES.resolve("default"));
        Pki.authority("CN=Other devices").writeTo(AUTHORITIES.resolve("other"));
        Identity services = Pki.authority("CN=Services").writeTo(PKI.resolve("services"));
        Pki.server(services).writeTo(PKI.resolve("server"));
        Pki.client(services, "O=slipway, OU=service, CN=device-gateway").writeTo(PKI.resolve("gateway"));
        Engine broker = Engines.mqtt(
                Path.of("target", "engines", "mqtt").toAbsolutePath(),
                0,
                new TlsIdentity(PKI.resolve("server.crt"), PKI.resolve("server.key")),
                new MqttTrust(
                        Map.of(
                                "default", AUTHORITIES.resolve("default.crt"),
                                "other", AUTHORITIES.resolve("other.crt")),
                        PKI.resolve("services.crt")));
        running().put("mqtt", broker);
        return configuration(broker);
    }

    private static Map<String, String> configuration(Engine broker) {
        Map<String, String> configuration = new HashMap<>();
        configuration.put(
                "slipway.device.tls.certificate", PKI.resolve("server.crt").toString());
        configuration.put("slipway.device.tls.key", PKI.resolve("server.key").toString());
        configuration.put("slipway.device.ca.directory", AUTHORITIES.toString());
        configuration.put("slipway.device.mqtt.uri", "ssl://localhost:" + broker.port());
        configuration.put(
                "slipway.device.mqtt.certificate", PKI.resolve("gateway.crt").toString());
        configuration.put("slipway.device.mqtt.key", PKI.resolve("gateway.key").toString());
        configuration.put(
                "slipway.device.mqtt.trust-certificate",
                PKI.resolve("services.crt").toString());
        configuration.put("slipway.device.mqtt.max-reconnect-delay", "1s");
        return configuration;
    }

    @Override
    public void stop() {
        if (running().remove("mqtt") instanceof Engine broker) {
            broker.close();
        }
    }

    /** The engines that {@link EngineTestResource#engine} finds, whatever class loader asks. */
    @SuppressWarnings("unchecked")
    private static Map<String, Object> running() {
        try {
            return (Map<String, Object>) ClassLoader.getSystemClassLoader()
                    .loadClass(EngineTestResource.class.getName())
                    .getField("RUNNING")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
