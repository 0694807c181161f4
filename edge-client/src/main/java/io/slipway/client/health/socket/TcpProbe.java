package io.slipway.client.health.socket;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.health.Probe;
import io.slipway.client.health.ProbeRunner;

/** Opens a connection and closes it again. */
public final class TcpProbe implements ProbeRunner<Probe.Tcp> {

    @Override
    public Optional<String> complaint(Probe.Tcp probe, Duration timeout, Map<String, String> context) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(probe.host(), probe.port()), (int) timeout.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(
                    "got no connection to %s port %d: %s".formatted(probe.host(), probe.port(), e.getMessage()));
        }
    }
}
