package io.slipway.client.notification.socket;

import java.io.EOFException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;

/** Sends one request to the client that runs, as any local program may. */
public final class LocalClient {

    private static final int LONGEST_ANSWER = 64 * 1024;

    private LocalClient() {}

    /**
     * The answer to {@code request}; states that come before it are skipped.
     *
     * @param socket where the client listens
     * @throws IOException if it does not, or there is no answer within {@code patience}
     */
    public static String ask(Path socket, String request, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        try (SocketChannel channel = connect(socket);
                Selector selector = Selector.open()) {
            channel.write(ByteBuffer.wrap((request + "\n").getBytes(StandardCharsets.UTF_8)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer received = ByteBuffer.allocate(LONGEST_ANSWER);
            for (long left = patience.toMillis();
                    left > 0 && received.hasRemaining();
                    left = (deadline - System.nanoTime()) / 1_000_000) {
                selector.select(left);
                selector.selectedKeys().clear();
                if (channel.read(received) < 0) {
                    throw new EOFException("the client hung up without an answer");
                }
                String text = new String(received.array(), 0, received.position(), StandardCharsets.UTF_8);
                for (String line :
                        text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                    if (!line.startsWith("{\"state\":")) {
                        return line;
                    }
                }
            }
        }
        throw new IOException("the client gave no answer within " + patience.toSeconds() + " s");
    }

    private static SocketChannel connect(Path socket) throws IOException {
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new IOException("no client listens at " + socket + ": " + e.getMessage(), e);
        }
    }
}
