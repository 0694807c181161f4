package io.slipway.standalone.platform;

import java.util.List;

/** The four services, with what each needs to run on a laptop. */
public enum ServiceName {
    /** Digests of every upload are computed here, so the optimising compiler stays on. */
    ARTIFACT("artifact-service", 8081, List.of("-Xmx256m")),
    ROLLOUT("rollout-service", 8082, List.of("-Xmx160m", "-XX:TieredStopAtLevel=1")),
    /** Compresses images: as for artifact-service. */
    DELTA("delta-service", 8083, List.of("-Xmx1g")),
    DEVICE("device-gateway", 8084, List.of("-Xmx160m", "-XX:TieredStopAtLevel=1"));

    private final String text;
    private final int port;
    private final List<String> memory;

    ServiceName(String text, int port, List<String> memory) {
        this.text = text;
        this.port = port;
        this.memory = memory;
    }

    /** As in the names of its folder and its metrics, for example {@code artifact-service}. */
    public String text() {
        return text;
    }

    int port() {
        return port;
    }

    /** Options of its virtual machine. */
    List<String> memory() {
        return memory;
    }
}
