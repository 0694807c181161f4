package io.slipway.client.health.socket;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.slipway.client.health.Probe;

import static org.assertj.core.api.Assertions.assertThat;

class TcpProbeTest {

    @Test
    void passes_while_somebody_listens() throws IOException {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(connect("127.0.0.1", port)).isEmpty();
        }
        assertThat(connect("127.0.0.1", port)).hasValueSatisfying(c -> assertThat(c)
                .startsWith("got no connection to 127.0.0.1 port " + port + ": "));
    }

    @Test
    void fails_if_the_name_is_not_known() {
        assertThat(connect("nobody.invalid", 80)).isPresent();
    }

    private static Optional<String> connect(String host, int port) {
        return new TcpProbe().complaint(new Probe.Tcp(host, port), Duration.ofSeconds(20), Map.of());
    }
}
