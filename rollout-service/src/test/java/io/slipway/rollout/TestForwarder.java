package io.slipway.rollout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port before the service that can go away and come back, as the port of a service that is restarted does. */
final class TestForwarder implements AutoCloseable {

    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final int target;
    private final int port;
    private ServerSocket listening;

    TestForwarder(int target) {
        this.target = target;
        this.listening = listen(0);
        this.port = listening.getLocalPort();
    }

    int port() {
        return port;
    }

    /** Ends all connections and refuses new ones. */
    void cut() {
        close(listening);
        open.forEach(TestForwarder::close);
        open.clear();
    }

    /** Listens again. */
    void mend() {
        listening = listen(port);
    }

    private ServerSocket listen(int at) {
        try {
            ServerSocket server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), at));
            Thread.ofVirtual().start(() -> accept(server));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                Socket service = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(client);
                open.add(service);
                Thread.ofVirtual().start(() -> copy(client, service));
                Thread.ofVirtual().start(() -> copy(service, client));
            } catch (IOException e) {
                close(server);
            }
        }
    }

    private void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException cut) {
            // The other direction ends as well.
        }
        close(from);
        close(to);
        open.remove(from);
    }

    private static void close(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
