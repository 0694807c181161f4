package io.slipway.standalone.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.slipway.standalone.StandaloneException;

/**
 * What another process can know of a running platform: who runs it and which components it has.
 *
 * @param pid of the launcher
 * @param ports of its components
 * @param components in the order of their start
 */
public record RunningPlatform(long pid, PortPlan ports, List<Entry> components) {

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(150);

    public RunningPlatform {
        components = List.copyOf(components);
    }

    /** One component. */
    public record Entry(String name, long pid, String address) {

        /** Whether its process exists. */
        public boolean isAlive() {
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
        }
    }

    /** The platform on this directory; empty if none runs. */
    public static Optional<RunningPlatform> find(DataDirectory data) {
        Path file = file(data);
        if (!PlatformLock.isHeld(data) || !Files.exists(file)) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new StandaloneException(file + " cannot be read: " + e.getMessage() + ".", e);
        }
        List<Entry> components = Stream.of(
                        properties.getProperty("components", "").split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> new Entry(
                        name,
                        Long.parseLong(properties.getProperty(name + ".pid")),
                        properties.getProperty(name + ".address")))
                .toList();
        return Optional.of(new RunningPlatform(
                Long.parseLong(properties.getProperty("pid")),
                new PortPlan(Integer.parseInt(properties.getProperty("port-offset"))),
                components));
    }

    /** Writes down what runs in this process. */
    static void write(DataDirectory data, PortPlan ports, List<Component> components) {
        Properties properties = new Properties();
        properties.setProperty("pid", Long.toString(ProcessHandle.current().pid()));
        properties.setProperty("port-offset", Integer.toString(ports.offset()));
        properties.setProperty(
                "components",
                String.join(",", components.stream().map(Component::name).toList()));
        for (Component component : components) {
            properties.setProperty(component.name() + ".pid", Long.toString(component.pid()));
            properties.setProperty(component.name() + ".address", component.address());
        }
        Path file = file(data);
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            try (Writer writer = Files.newBufferedWriter(unfinished)) {
                properties.store(writer, null);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StandaloneException(file + " cannot be written: " + e.getMessage() + ".", e);
        }
    }

    /**
     * Asks the launcher to stop everything, and waits until it is gone.
     *
     * @throws StandaloneException if it does not stop in time
     */
    public void stop() {
        Optional<ProcessHandle> launcher = ProcessHandle.of(pid);
        if (launcher.isEmpty()) {
            return;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StandaloneException(
                    "Slipway (process " + pid + ") did not stop within " + TIME_TO_STOP.toSeconds() + " seconds.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Waiting for the end of Slipway was interrupted.", e);
        }
    }

    private static Path file(DataDirectory data) {
        return data.run().resolve("platform.properties");
    }
}
