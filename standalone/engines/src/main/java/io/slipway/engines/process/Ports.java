package io.slipway.engines.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

import io.slipway.engines.EngineFailedException;

/** TCP ports of the loopback interface. */
public final class Ports {

    /** Below the range from which Linux takes the ports of outgoing connections, so that a client's connection cannot sit on a port between two starts. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    private static final int ATTEMPTS = 200;

    private Ports() {}

    /** Returns {@code port}, or a free port if it is 0. */
    public static int choose(int port) {
        if (port != 0) {
            return port;
        }
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(candidate)) {
                return candidate;
            }
        }
        throw new EngineFailedException("No free TCP port was found between " + LOWEST + " and " + HIGHEST + ".");
    }

    /** Whether a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
