package io.slipway.standalone.platform;

import java.util.List;
import java.util.Optional;

import io.slipway.standalone.pki.PlatformPki;

/** A platform that runs in this process's care. Thread-safe; ends with {@link #close}. */
public final class Platform implements AutoCloseable {

    private final DataDirectory data;
    private final PortPlan ports;
    private final PlatformPki pki;
    private final String operatorPassword;
    private final PlatformLock lock;
    private final List<Component> components;
    private boolean closed;

    Platform(
            DataDirectory data,
            PortPlan ports,
            PlatformPki pki,
            String operatorPassword,
            PlatformLock lock,
            List<Component> components) {
        this.data = data;
        this.ports = ports;
        this.pki = pki;
        this.operatorPassword = operatorPassword;
        this.lock = lock;
        this.components = List.copyOf(components);
    }

    public DataDirectory data() {
        return data;
    }

    public PortPlan ports() {
        return ports;
    }

    public PlatformPki pki() {
        return pki;
    }

    /** Password of the user {@code operator}. */
    public String operatorPassword() {
        return operatorPassword;
    }

    /** All components in the order of their start. */
    public List<Component> components() {
        return components;
    }

    /** The component of this name. */
    public Component component(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no component is called " + name));
    }

    /** A component that has ended although nobody stopped it; empty while all run. */
    public synchronized Optional<Component> firstDead() {
        return closed
                ? Optional.empty()
                : components.stream().filter(component -> !component.isAlive()).findFirst();
    }

    /** Stops the services and then the engines. Repeating it does nothing. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            StartPlatform.stopAll(components);
        } finally {
            lock.close();
        }
    }
}
