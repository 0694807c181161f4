package io.slipway.engines;

import java.util.Map;

import org.testcontainers.containers.ContainerLaunchException;

/** An engine in a container. Testcontainers removes it when this program dies. */
final class ContainerEngine implements Engine {

    private final String name;
    private final FixedPortContainer container;
    private final int port;
    private final Map<String, String> coordinates;

    private ContainerEngine(String name, FixedPortContainer container, int port, Map<String, String> coordinates) {
        this.name = name;
        this.container = container;
        this.port = port;
        this.coordinates = coordinates;
    }

    static Engine start(String name, FixedPortContainer container, int port, Map<String, String> coordinates) {
        try {
            container.start();
        } catch (ContainerLaunchException | IllegalStateException e) {
            throw new EngineFailedException(name + " could not be started as a container: " + e.getMessage(), e);
        }
        return new ContainerEngine(name, container, port, coordinates);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Map<String, String> coordinates() {
        return coordinates;
    }

    @Override
    public long pid() {
        return container.hostPid();
    }

    @Override
    public boolean isAlive() {
        return container.isRunning();
    }

    @Override
    public synchronized void kill() {
        if (container.isRunning()) {
            container.killNow();
        }
    }

    @Override
    public synchronized void restart() {
        kill();
        container.startAgain();
    }

    @Override
    public synchronized void close() {
        container.stop();
    }
}
