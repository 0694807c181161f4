package io.slipway.client.link.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.fixture.TestAuthority;
import io.slipway.client.fixture.TestIdentities;
import io.slipway.client.fixture.TestRepository;
import io.slipway.client.fixture.TestServers;
import io.slipway.client.gateway.Gateway;
import io.slipway.client.link.Link;
import io.slipway.client.link.LinkContract;
import io.slipway.client.link.LinkException;
import io.slipway.client.provisioning.TlsContexts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HttpLinkTest extends LinkContract {

    @TempDir
    Path directory;

    private final TestAuthority authority = new TestAuthority("gateway");
    private TestServers servers;
    private HttpLink link;

    @BeforeEach
    void start() throws IOException {
        servers = new TestServers(authority, authority, new TestRepository(directory));
        link = linkWith(HttpClient.newBuilder()
                .sslContext(TlsContexts.mutual(
                        TestIdentities.device(authority, "board-1"), List.of(authority.certificate())))
                .build());
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Override
    protected Link link() {
        return link;
    }

    @Override
    protected void pending(String command) {
        servers.command = command;
    }

    @Override
    protected List<String> reports() {
        return servers.reports();
    }

    @Override
    protected void interrupt() {
        servers.refusals.set(2);
    }

    @Test
    void is_told_once_about_a_command_that_stays_the_same() throws Exception {
        // Given
        servers.command = "{\"type\":\"cancel\",\"deploymentId\":\"" + UUID.randomUUID() + "\",\"reason\":\"test\"}";

        // When
        boolean first = link.receive(Duration.ofSeconds(5)).isPresent();
        boolean second = link.receive(Duration.ofSeconds(5)).isPresent();

        // Then
        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void says_what_the_gateway_answered() {
        servers.refusals.set(1);
        assertThatThrownBy(() -> link.receive(Duration.ofSeconds(1)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("HTTP status 503");
    }

    @Test
    void gets_nothing_without_a_certificate() throws IOException {
        // Given
        HttpLink stranger = linkWith(HttpClient.newBuilder()
                .sslContext(TlsContexts.anonymous(List.of(authority.certificate())))
                .build());

        // Then
        assertThatThrownBy(() -> stranger.receive(Duration.ofSeconds(1))).hasMessageContaining("HTTP status 401");
    }

    @Test
    void does_not_talk_to_a_server_of_another_authority() throws IOException {
        // Given
        HttpLink careful = linkWith(HttpClient.newBuilder()
                .sslContext(TlsContexts.anonymous(List.of(new TestAuthority("other").certificate())))
                .build());

        // Then
        assertThatThrownBy(() -> careful.receive(Duration.ofSeconds(1)))
                .isInstanceOf(LinkException.class)
                .hasMessageContaining("unable to find valid certification path");
    }

    private HttpLink linkWith(HttpClient client) {
        return new HttpLink(new Gateway(client, URI.create(servers.url())), Duration.ofMillis(50));
    }
}
