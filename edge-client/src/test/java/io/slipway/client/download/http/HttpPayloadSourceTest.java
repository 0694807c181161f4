package io.slipway.client.download.http;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.slipway.client.download.Backoff;
import io.slipway.client.download.DownloadRefusedException;
import io.slipway.client.download.ResumingPayloadSource;
import io.slipway.client.download.http.HttpPayloadSource.Connections;
import io.slipway.client.log.EventLog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A payload that is removed from the object store and made again while devices ask for it. */
class HttpPayloadSourceTest {

    private static final RandomGenerator RANDOM =
            RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    private static final byte[] PAYLOAD = new byte[50_000];
    private static final int ATTEMPTS = 4;

    static {
        RANDOM.nextBytes(PAYLOAD);
    }

    /** What the server answers to one request. */
    private enum Answer {
        BEING_MADE,
        NOT_FOUND,
        LINK,
        HALF,
        ALL
    }

    private final Queue<Answer> ofGateway = new ArrayDeque<>();
    private final Queue<Answer> ofObjectStore = new ArrayDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer gateway;
    private HttpServer objectStore;

    @BeforeEach
    void start() throws IOException {
        gateway = server(ofGateway);
        objectStore = server(ofObjectStore);
    }

    @AfterEach
    void stop() {
        gateway.stop(0);
        objectStore.stop(0);
    }

    @ParameterizedTest
    @EnumSource(names = {"LINK", "ALL"})
    void waits_until_a_payload_is_made_again(Answer atLast) throws IOException {
        // Given
        answer(ofGateway, ATTEMPTS - 1, Answer.BEING_MADE);
        answer(ofGateway, 1, atLast);
        answer(ofObjectStore, 1, Answer.ALL);

        // When
        byte[] read = read();

        // Then
        assertThat(read).isEqualTo(PAYLOAD);
    }

    @Test
    void counts_anew_after_every_byte_that_came() throws IOException {
        // Given
        answer(ofGateway, ATTEMPTS - 1, Answer.BEING_MADE);
        answer(ofGateway, 1, Answer.LINK);
        answer(ofObjectStore, 1, Answer.HALF);
        answer(ofGateway, ATTEMPTS - 2, Answer.BEING_MADE); // the connection that broke counts
        answer(ofGateway, 1, Answer.LINK);
        answer(ofObjectStore, 1, Answer.ALL);

        // When
        byte[] read = read();

        // Then
        assertThat(read).isEqualTo(PAYLOAD);
    }

    @Test
    void gives_up_when_the_payload_does_not_come_back() {
        // Given
        answer(ofGateway, ATTEMPTS + 1, Answer.BEING_MADE);

        // Then
        assertThatThrownBy(this::read)
                .hasMessageContaining("gave up at byte 0 after 4 failures in a row")
                .hasMessageContaining("HTTP status 503");
        assertThat(asked).hasValue(ATTEMPTS);
    }

    @Test
    void asks_the_gateway_again_when_its_link_leads_to_nothing_any_more() throws IOException {
        // Given
        answer(ofGateway, 1, Answer.LINK);
        answer(ofObjectStore, 1, Answer.NOT_FOUND);
        answer(ofGateway, 1, Answer.BEING_MADE);
        answer(ofGateway, 1, Answer.LINK);
        answer(ofObjectStore, 1, Answer.ALL);

        // When
        byte[] read = read();

        // Then
        assertThat(read).isEqualTo(PAYLOAD);
    }

    @Test
    void takes_the_word_of_the_gateway_that_there_is_none() {
        // Given
        answer(ofGateway, 1, Answer.NOT_FOUND);

        // Then
        assertThatThrownBy(this::read).isInstanceOf(DownloadRefusedException.class);
        assertThat(asked).hasValue(1);
    }

    private byte[] read() throws IOException {
        HttpClient http = HttpClient.newHttpClient();
        HttpPayloadSource source =
                new HttpPayloadSource(new Connections(http, http, true), address(gateway), PAYLOAD.length);
        Backoff backoff = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), RANDOM);
        EventLog log = new EventLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
        try (http) {
            return new ResumingPayloadSource(source, PAYLOAD.length, backoff, ATTEMPTS, log)
                    .open(0)
                    .readAllBytes();
        }
    }

    private static void answer(Queue<Answer> answers, int times, Answer answer) {
        for (int i = 0; i < times; i++) {
            answers.add(answer);
        }
    }

    private HttpServer server(Queue<Answer> answers) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> give(exchange, answers.remove()));
        server.start();
        return server;
    }

    private void give(HttpExchange exchange, Answer answer) throws IOException {
        asked.incrementAndGet();
        switch (answer) {
            case BEING_MADE -> {
                exchange.getResponseHeaders().set("Retry-After", "60");
                exchange.sendResponseHeaders(503, -1);
            }
            case NOT_FOUND -> exchange.sendResponseHeaders(404, -1);
            case LINK -> {
                exchange.getResponseHeaders()
                        .set("Location", address(objectStore).toString());
                exchange.sendResponseHeaders(307, -1);
            }
            case HALF -> bytes(exchange, PAYLOAD.length / 2);
            case ALL -> bytes(exchange, PAYLOAD.length);
        }
        exchange.close();
    }

    /** Promises everything from the first byte of the range on and sends what comes before {@code end}. */
    private static void bytes(HttpExchange exchange, int end) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int first = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes %d-%d/%d".formatted(first, PAYLOAD.length - 1, PAYLOAD.length));
        exchange.sendResponseHeaders(206, PAYLOAD.length - first);
        exchange.getResponseBody().write(Arrays.copyOfRange(PAYLOAD, first, end));
        exchange.getResponseBody().flush();
    }

    private static URI address(HttpServer server) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/payload");
    }
}
