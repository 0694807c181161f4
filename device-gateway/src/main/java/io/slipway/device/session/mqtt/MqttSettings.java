package io.slipway.device.session.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How to reach the broker.
 *
 * @param uri {@code ssl://host:port}
 * @param clientId unique among all clients of the broker, the same for the life of the process
 * @param certificate PEM file with the client certificate and its chain; read again for each connection
 * @param key PEM file with its key, unencrypted PKCS#8
 * @param trust PEM file with the certificates that the broker's may be signed by
 * @param maxInFlight the most unacknowledged messages in each direction
 * @param maxReconnectDelay the longest pause between two attempts to connect
 */
public record MqttSettings(
        URI uri, String clientId, Path certificate, Path key, Path trust, int maxInFlight, Duration maxReconnectDelay) {

    public MqttSettings {
        if (!"ssl".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 0) {
            throw new IllegalArgumentException("slipway.device.mqtt.uri: expected ssl://host:port, found " + uri);
        }
    }
}
