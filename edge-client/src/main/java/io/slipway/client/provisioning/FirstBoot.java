package io.slipway.client.provisioning;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a new device is told.
 *
 * @param deviceId where the configuration does not name the device
 * @param deviceType likewise
 * @param server address of the gateway
 * @param authorities PEM that the gateway's certificate may come from
 * @param token permission to enrol; none once it was removed
 * @param network hints that are passed on and never interpreted
 */
public record FirstBoot(
        Optional<String> deviceId,
        Optional<String> deviceType,
        Optional<URI> server,
        Optional<String> authorities,
        Optional<String> token,
        Map<String, String> network) {

    public FirstBoot {
        network = Map.copyOf(network);
    }

    /** Says nothing about the token and the hints, which may hold passwords. */
    @Override
    public String toString() {
        return "FirstBoot[" + deviceId.orElse("-") + " at "
                + server.map(URI::toString).orElse("-") + "]";
    }
}
