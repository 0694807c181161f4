package io.slipway.client.notification.socket;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.log.EventLog;
import io.slipway.client.notification.SocketPlace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@Timeout(120)
class EventSocketTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final EventLog log = new EventLog(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC());
    private final List<SocketChannel> connected = new ArrayList<>();
    private SocketPlace place;
    private EventSocket socket;

    @BeforeEach
    void open() throws IOException {
        place = new SocketPlace(directory.resolve("run/events.sock"), PosixFilePermissions.fromString("rw-rw----"), "");
        socket = EventSocket.open(place, line -> "{\"echo\":\"" + line + "\"}", log);
        Thread.ofPlatform().daemon().start(socket);
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        for (SocketChannel channel : connected) {
            channel.close();
        }
    }

    @Test
    void tells_the_present_state_first_and_then_each_change() throws IOException {
        // Given
        socket.read("{\"state\":\"idle\"}");

        // When
        BufferedReader one = lines(connect());
        assertThat(one.readLine()).isEqualTo("{\"state\":\"idle\"}");
        BufferedReader two = lines(connect());
        assertThat(two.readLine()).isEqualTo("{\"state\":\"idle\"}");
        socket.read("{\"state\":\"checked\"}");

        // Then
        assertThat(one.readLine()).isEqualTo("{\"state\":\"checked\"}");
        assertThat(two.readLine()).isEqualTo("{\"state\":\"checked\"}");
    }

    @Test
    void answers_requests_also_when_they_come_in_pieces() throws IOException {
        // Given
        socket.read("{\"state\":\"idle\"}");
        SocketChannel channel = connect();
        BufferedReader lines = lines(channel);
        lines.readLine();

        // When
        write(channel, "on");
        write(channel, "e\ntwo\nthr");
        write(channel, "ee\n");

        // Then
        assertThat(List.of(lines.readLine(), lines.readLine(), lines.readLine()))
                .containsExactly("{\"echo\":\"one\"}", "{\"echo\":\"two\"}", "{\"echo\":\"three\"}");
        assertThat(LocalClient.ask(place.path(), "hello", PATIENCE)).isEqualTo("{\"echo\":\"hello\"}");
    }

    @Test
    void who_does_not_read_is_cut_off_and_the_others_go_on() throws IOException {
        // Given
        socket.read("{\"state\":\"idle\"}");
        connect();
        BufferedReader other = lines(connect());
        other.readLine();

        // When
        String state = "{\"state\":\"" + "x".repeat(4000) + "\"}";
        int sent = 0;
        while (!said.toString(StandardCharsets.UTF_8).contains("it does not read what it is told") && sent < 10_000) {
            socket.read(state);
            assertThat(other.readLine()).hasSize(state.length());
            sent++;
        }

        // Then
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("it does not read what it is told");
        socket.read("{\"state\":\"after\"}");
        assertThat(other.readLine()).isEqualTo("{\"state\":\"after\"}");
    }

    @Test
    void a_request_without_end_is_cut_off() throws IOException {
        // Given
        SocketChannel channel = connect();

        // When
        write(channel, "x".repeat(4096));

        // Then
        assertThat(lines(channel).readLine()).isNull();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("a line of more than 4096 bytes");
    }

    @Test
    void the_seventeenth_program_is_turned_away_until_another_one_leaves() throws IOException {
        // Given
        socket.read("{\"state\":\"idle\"}");
        for (int i = 0; i < 16; i++) {
            assertThat(lines(connect()).readLine()).isNotNull();
        }

        // When, Then
        assertThat(lines(connect()).readLine()).isNull();
        connected.getFirst().close();
        await().until(() -> lines(connect()).readLine() != null);
    }

    @Test
    void only_those_may_connect_whom_the_mode_lets() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place.path())))
                .isEqualTo("rw-rw----");
        assertThatThrownBy(() -> EventSocket.open(
                        new SocketPlace(directory.resolve("other.sock"), place.mode(), "no-such-group"),
                        line -> line,
                        log))
                .isInstanceOf(IOException.class);
    }

    @Test
    void takes_the_place_of_an_old_socket_but_of_nothing_else() throws IOException {
        // Given what a client leaves that was killed, and a file
        Path file = Files.writeString(directory.resolve("file"), "precious");

        // When, Then
        EventSocket.open(place, line -> line, log).close();
        assertThatThrownBy(() -> EventSocket.open(new SocketPlace(file, place.mode(), ""), line -> line, log))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is no socket");
        assertThat(file).hasContent("precious");
    }

    @Test
    void says_that_no_client_listens() {
        assertThatThrownBy(() -> LocalClient.ask(directory.resolve("none.sock"), "hello", PATIENCE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no client listens at ");
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(place.path()));
        connected.add(channel);
        return channel;
    }

    private static BufferedReader lines(SocketChannel channel) {
        return new BufferedReader(Channels.newReader(channel, StandardCharsets.UTF_8));
    }

    private static void write(SocketChannel channel, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
