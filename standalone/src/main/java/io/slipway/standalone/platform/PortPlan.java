package io.slipway.standalone.platform;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which component listens where on 127.0.0.1.
 *
 * @param offset added to every port, 0 to 20000
 */
public record PortPlan(int offset) {

    private static final int HIGHEST_OFFSET = 20_000;
    private static final int ENGINE_POSTGRES = 5433;
    private static final int ENGINE_KAFKA = 9092;
    private static final int ENGINE_S3 = 9000;
    private static final int ENGINE_MQTT = 8883;
    private static final int DEVICES = 8444;
    private static final int MANAGEMENT = 1000;

    public PortPlan {
        if (offset < 0 || offset > HIGHEST_OFFSET) {
            throw new IllegalArgumentException("expected 0 to " + HIGHEST_OFFSET + ", found " + offset);
        }
    }

    public int postgres() {
        return ENGINE_POSTGRES + offset;
    }

    public int kafka() {
        return ENGINE_KAFKA + offset;
    }

    public int s3() {
        return ENGINE_S3 + offset;
    }

    public int mqtt() {
        return ENGINE_MQTT + offset;
    }

    /** REST API of a service. */
    public int api(ServiceName service) {
        return service.port() + offset;
    }

    /** Health and metrics of a service. */
    public int management(ServiceName service) {
        return service.port() + MANAGEMENT + offset;
    }

    /** The gateway's TLS port for devices. */
    public int devices() {
        return DEVICES + offset;
    }

    /** Every port by what uses it. */
    public Map<String, Integer> all() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("postgres", postgres());
        ports.put("kafka", kafka());
        ports.put("s3", s3());
        ports.put("mqtt", mqtt());
        for (ServiceName service : ServiceName.values()) {
            ports.put(service.text(), api(service));
            ports.put(service.text() + " (management)", management(service));
        }
        ports.put("device-gateway (devices)", devices());
        return ports;
    }
}
