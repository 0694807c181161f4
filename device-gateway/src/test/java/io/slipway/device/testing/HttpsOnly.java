package io.slipway.device.testing;

import java.util.Map;

import io.quarkus.test.junit.QuarkusTestProfile;

/** An installation without a broker, whose devices reach nothing but the gateway. */
public final class HttpsOnly implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of("slipway.device.mqtt.uri", "", "slipway.device.download.mode", "proxy");
    }
}
