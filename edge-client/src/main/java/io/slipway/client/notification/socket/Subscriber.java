package io.slipway.client.notification.socket;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** One local program that is connected: lines to it that wait, and the beginning of a line from it. Neither blocks. */
final class Subscriber implements Closeable {

    private static final int MOST_WAITING_BYTES = 64 * 1024;
    private static final int LONGEST_REQUEST = 4096;

    private final SocketChannel channel;
    private final Deque<ByteBuffer> waiting = new ArrayDeque<>();
    private final ByteBuffer request = ByteBuffer.allocate(LONGEST_REQUEST);
    private int waitingBytes;

    Subscriber(SocketChannel channel) {
        this.channel = channel;
    }

    /**
     * Sends a line as soon as the program takes it.
     *
     * @throws IOException if it has not taken what was sent before
     */
    void send(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        if (waitingBytes + bytes.length > MOST_WAITING_BYTES) {
            throw new IOException("it does not read what it is told");
        }
        waiting.addLast(ByteBuffer.wrap(bytes));
        waitingBytes += bytes.length;
        flush();
    }

    /** Writes what the program takes now. */
    void flush() throws IOException {
        while (!waiting.isEmpty()) {
            ByteBuffer first = waiting.getFirst();
            waitingBytes -= channel.write(first);
            if (first.hasRemaining()) {
                return;
            }
            waiting.removeFirst();
        }
    }

    boolean hasWaiting() {
        return !waiting.isEmpty();
    }

    /**
     * The lines that have come whole since the last time.
     *
     * @throws IOException if the program has gone, or sends a line of more than {@value #LONGEST_REQUEST} bytes
     */
    List<String> receive() throws IOException {
        if (channel.read(request) < 0) {
            throw new EOFException("it has gone");
        }
        List<String> lines = new ArrayList<>();
        int begin = 0;
        for (int i = 0; i < request.position(); i++) {
            if (request.get(i) == '\n') {
                lines.add(new String(request.array(), begin, i - begin, StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        request.flip().position(begin);
        request.compact();
        if (!request.hasRemaining()) {
            throw new IOException("it sends a line of more than " + LONGEST_REQUEST + " bytes");
        }
        return lines;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
