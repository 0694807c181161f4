package io.slipway.client.health.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestIdentities;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.gateway.Gateway;
import io.slipway.client.health.Probe;
import io.slipway.client.provisioning.TlsContexts;

import static org.assertj.core.api.Assertions.assertThat;

class ServerProbeTest {

    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority("gateway");
    private TestServers servers;

    @BeforeEach
    void start() throws IOException {
        TestRepository repository = new TestRepository(directory);
        repository.release("1", new byte[4096]);
        servers = new TestServers(authority, authority, repository);
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void passes_if_the_gateway_serves_this_device() throws IOException {
        assertThat(ask(TlsContexts.mutual(
                        TestIdentities.device(authority, "board-1"), List.of(authority.certificate()))))
                .isEmpty();
    }

    @Test
    void fails_if_the_gateway_does_not_know_who_asks() throws IOException {
        assertThat(ask(TlsContexts.anonymous(List.of(authority.certificate()))))
                .hasValueSatisfying(c -> assertThat(c).startsWith("was answered with HTTP status 40"));
    }

    @Test
    void fails_if_the_gateway_is_another_or_not_there() throws IOException {
        TestAuthority other = new TestAuthority("other");
        SSLContext wrong =
                TlsContexts.mutual(TestIdentities.device(authority, "board-1"), List.of(other.certificate()));
        assertThat(ask(wrong)).hasValueSatisfying(c -> assertThat(c).startsWith("did not reach the server: "));
        servers.close();
        assertThat(ask(wrong)).hasValueSatisfying(c -> assertThat(c).startsWith("did not reach the server: "));
    }

    private Optional<String> ask(SSLContext tls) {
        HttpClient client = HttpClient.newBuilder().sslContext(tls).build();
        return new ServerProbe(new Gateway(client, URI.create(servers.url())))
                .complaint(new Probe.Server(), Duration.ofSeconds(20), Map.of());
    }
}
