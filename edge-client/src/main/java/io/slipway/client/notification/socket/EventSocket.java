package io.slipway.client.notification.socket;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.slipway.client.log.EventLog;
import io.slipway.client.notification.Requests;
import io.slipway.client.notification.SocketPlace;
import io.slipway.client.notification.StateReader;

/**
 * A Unix socket on which local programs read states, one line each, the present one first, and send requests, one line each, which are answered. All
 * of them are served by one thread that never blocks on one of them: who does not read is cut off once 64 KiB wait for it, and so is who sends a longer
 * line than 4 KiB. Safe for use by several threads.
 */
public final class EventSocket implements StateReader, Runnable, Closeable {

    private static final int MOST_SUBSCRIBERS = 16;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final Requests requests;
    private final EventLog log;
    private final List<SelectionKey> connected = new ArrayList<>();
    private String newest = "";

    private EventSocket(Selector selector, ServerSocketChannel server, Requests requests, EventLog log) {
        this.selector = selector;
        this.server = server;
        this.requests = requests;
        this.log = log;
    }

    /**
     * Listens; {@link #run} serves. What an earlier client left at the place is replaced.
     *
     * @throws IOException if the place cannot be used, or has something else than a socket
     */
    public static EventSocket open(SocketPlace place, Requests requests, EventLog log) throws IOException {
        Path path = place.path().toAbsolutePath();
        if (path.getParent() instanceof Path directory) {
            Files.createDirectories(directory);
        }
        removeOld(path);
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(path));
            if (!place.group().isEmpty()) {
                PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
                view.setGroup(
                        path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName(place.group()));
            }
            Files.setPosixFilePermissions(path, place.mode());
            server.configureBlocking(false);
            Selector selector = Selector.open();
            server.register(selector, SelectionKey.OP_ACCEPT);
            return new EventSocket(selector, server, requests, log);
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static void removeOld(Path path) throws IOException {
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                throw new IOException(path + " is no socket");
            }
            Files.delete(path);
        }
    }

    /** Sends the state to everybody who is connected. */
    @Override
    public synchronized void read(String state) {
        newest = state;
        for (SelectionKey key : List.copyOf(connected)) {
            send(key, state);
        }
        selector.wakeup();
    }

    /** Serves until the socket is closed. */
    @Override
    public void run() {
        try {
            while (selector.isOpen()) {
                selector.select();
                serve();
            }
        } catch (ClosedSelectorException e) {
            // closed: the end
        } catch (IOException e) {
            log.warn("local programs are no longer served", "cause", e);
        }
    }

    /** Cuts everybody off. */
    @Override
    public synchronized void close() throws IOException {
        for (SelectionKey key : connected) {
            key.channel().close();
        }
        server.close();
        selector.close();
    }

    private synchronized void serve() throws IOException {
        for (SelectionKey key : List.copyOf(selector.selectedKeys())) {
            if (!key.isValid()) {
                continue;
            }
            if (key.isAcceptable()) {
                accept();
            } else {
                serve(key);
            }
        }
        selector.selectedKeys().clear();
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        if (channel == null) {
            return;
        }
        if (connected.size() >= MOST_SUBSCRIBERS) {
            log.warn("a local program was turned away: " + MOST_SUBSCRIBERS + " are connected");
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ, new Subscriber(channel));
        connected.add(key);
        if (!newest.isEmpty()) {
            send(key, newest);
        }
    }

    private void serve(SelectionKey key) {
        Subscriber subscriber = subscriber(key);
        try {
            if (key.isReadable()) {
                for (String line : subscriber.receive()) {
                    subscriber.send(requests.answer(line));
                }
            }
            subscriber.flush();
            listen(key, subscriber);
        } catch (IOException e) {
            cutOff(key, e);
        }
    }

    private void send(SelectionKey key, String line) {
        try {
            subscriber(key).send(line);
            listen(key, subscriber(key));
        } catch (IOException e) {
            cutOff(key, e);
        }
    }

    private static void listen(SelectionKey key, Subscriber subscriber) {
        try {
            key.interestOps(
                    subscriber.hasWaiting() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        } catch (CancelledKeyException e) {
            // gone meanwhile: the next look at it says so
        }
    }

    private void cutOff(SelectionKey key, IOException why) {
        if (!(why instanceof EOFException)) {
            log.warn("a local program was cut off", "cause", why);
        }
        connected.remove(key);
        key.cancel();
        try {
            key.channel().close();
        } catch (IOException e) {
            log.warn("a connection could not be closed", "cause", e);
        }
    }

    private static Subscriber subscriber(SelectionKey key) {
        return (Subscriber) Objects.requireNonNull(key.attachment());
    }
}
