package io.slipway.standalone.platform;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import io.slipway.standalone.pki.PlatformPki;

/** The configuration of each service, as environment variables. */
final class ServiceEnvironment {

    /** Half of the heap in {@link ServiceName#DELTA}. */
    private static final long DELTA_INDEX_MEMORY = 512L << 20;

    private final PortPlan ports;
    private final DataDirectory data;
    private final PlatformPki pki;
    private final Map<String, String> shared;

    /**
     * @param coordinates configuration keys and values of all engines
     * @param operatorPassword of the user {@code operator}
     */
    ServiceEnvironment(
            PortPlan ports,
            DataDirectory data,
            PlatformPki pki,
            Map<String, String> coordinates,
            String operatorPassword) {
        this.ports = ports;
        this.data = data;
        this.pki = pki;
        this.shared = new HashMap<>();
        coordinates.forEach((key, value) -> shared.put(variable(key), value));
        shared.put("SLIPWAY_OPERATOR_PASSWORD", operatorPassword);
        shared.put(
                "SLIPWAY_OBJECT_STORE_TRUST_CERTIFICATE",
                pki.platformAuthority().toString());
        shared.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        shared.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    }

    Map<String, String> of(ServiceName service) {
        Map<String, String> environment = new HashMap<>(shared);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.api(service)));
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.management(service)));
        switch (service) {
            case ARTIFACT ->
                environment.put(
                        "SLIPWAY_ARTIFACT_ONLINE_KEY_SECRET",
                        data.onlineKeySecret().toString());
            case DELTA -> {
                environment.put(
                        "SLIPWAY_DELTA_WORK_DIRECTORY",
                        data.service(service.text()).resolve("work").toString());
                environment.put("SLIPWAY_DELTA_DELTAS_INDEX_MEMORY", Long.toString(DELTA_INDEX_MEMORY));
            }
            case DEVICE -> environment.putAll(gateway());
            case ROLLOUT -> {
                // The shared configuration is all that it needs.
            }
        }
        return environment;
    }

    private Map<String, String> gateway() {
        PlatformPki.Pair server = pki.server("device-gateway");
        PlatformPki.Pair client = pki.gatewayClient();
        return Map.ofEntries(
                Map.entry("QUARKUS_HTTP_SSL_PORT", Integer.toString(ports.devices())),
                Map.entry("SLIPWAY_DEVICE_TLS_CERTIFICATE", server.certificate().toString()),
                Map.entry("SLIPWAY_DEVICE_TLS_KEY", server.key().toString()),
                Map.entry("SLIPWAY_DEVICE_CA_DIRECTORY", pki.tenantAuthorities().toString()),
                Map.entry("SLIPWAY_DEVICE_MQTT_URI", "ssl://localhost:" + ports.mqtt()),
                Map.entry(
                        "SLIPWAY_DEVICE_MQTT_CERTIFICATE", client.certificate().toString()),
                Map.entry("SLIPWAY_DEVICE_MQTT_KEY", client.key().toString()),
                Map.entry(
                        "SLIPWAY_DEVICE_MQTT_TRUST_CERTIFICATE",
                        pki.platformAuthority().toString()));
    }

    /** The name by which MicroProfile Config looks a key up in the environment. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
