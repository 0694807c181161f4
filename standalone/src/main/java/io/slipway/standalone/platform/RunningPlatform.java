package io.slipway.standalone.platform;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import io.slipway.standalone.Reason;
import io.slipway.standalone.StandaloneException;

/**
 * What another process can know of a platform: who runs it and which components it has.
 *
 * @param launcher the process that runs it
 * @param ports of its components
 * @param components in the order of their start; none while it starts
 */
public record RunningPlatform(ProcessHandle launcher, PortPlan ports, List<Entry> components) {

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
            throw new StandaloneException(file + " cannot be read: " + Reason.of(e) + ".", e);
        }
        List<Entry> components = Stream.of(
                        properties.getProperty("components", "").split(","))
                .filter(name -> !name.isEmpty())
                .map(name -> new Entry(
                        name,
                        Long.parseLong(properties.getProperty(name + ".pid")),
                        properties.getProperty(name + ".address")))
                .toList();
        PortPlan ports = new PortPlan(Integer.parseInt(properties.getProperty("port-offset")));
        return ProcessHandle.of(Long.parseLong(properties.getProperty("pid")))
                .filter(process -> startOf(process).equals(properties.getProperty("started")))
                .map(launcher -> new RunningPlatform(launcher, ports, components));
    }

    /** Whether its components are not all up yet. */
    public boolean isStarting() {
        return components.isEmpty();
    }

    /** Writes down what runs in this process; no components while it starts. */
    static void write(DataDirectory data, PortPlan ports, List<Component> components) {
        Properties properties = new Properties();
        ProcessHandle launcher = ProcessHandle.current();
        properties.setProperty("pid", Long.toString(launcher.pid()));
        properties.setProperty("started", startOf(launcher));
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
            throw new StandaloneException(file + " cannot be written: " + Reason.of(e) + ".", e);
        }
    }

    /**
     * Asks the launcher to stop everything, and waits until it is gone.
     *
     * @throws StandaloneException if it does not stop in time
     */
    public void stop() {
        launcher.destroy();
        try {
            launcher.onExit().get(TIME_TO_STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new StandaloneException(
                    "Slipway (process " + launcher.pid() + ") did not stop within " + TIME_TO_STOP.toSeconds()
                            + " seconds.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StandaloneException("Waiting for the end of Slipway was interrupted.", e);
        }
    }

    /** With its id, tells a process from a later one that got the same id. */
    private static String startOf(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    private static Path file(DataDirectory data) {
        return data.run().resolve("platform.properties");
    }
}
