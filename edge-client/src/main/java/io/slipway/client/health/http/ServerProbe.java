package io.slipway.client.health.http;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.gateway.Answer;
import io.slipway.client.gateway.Gateway;
import io.slipway.client.health.Probe;
import io.slipway.client.health.ProbeRunner;

/**
 * Asks the gateway for the newest metadata, as every update begins: name resolution, the way there, TLS, the clock and the device's certificate all have
 * to be right. Unlike a poll for a command it changes nothing there. The gateway client limits an attempt to 30 seconds by itself.
 */
public final class ServerProbe implements ProbeRunner<Probe.Server> {

    private static final String NEWEST = "/device/v1/metadata/timestamp.json";
    private static final int MAX_BODY = 64 * 1024;

    private final Gateway gateway;

    /** @param gateway whose client shows the device's certificate */
    public ServerProbe(Gateway gateway) {
        this.gateway = gateway;
    }

    @Override
    public Optional<String> complaint(Probe.Server probe, Duration timeout, Map<String, String> context) {
        try {
            Answer answer = gateway.get(NEWEST, Map.of(), MAX_BODY);
            return answer.status() == 200 ? Optional.empty() : Optional.of("was answered with " + answer.describe());
        } catch (IOException e) {
            return Optional.of("did not reach the server: " + e.getMessage());
        }
    }
}
