package io.slipway.standalone.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.slipway.engines.Engines;
import io.slipway.engines.MqttTrust;
import io.slipway.engines.TlsIdentity;
import io.slipway.engines.process.Ports;
import io.slipway.engines.secret.Credentials;
import io.slipway.standalone.Reason;
import io.slipway.standalone.StandaloneException;
import io.slipway.standalone.pki.PlatformPki;

/** Starts the platform: engines first, together, then the services. */
public final class StartPlatform {

    private final Path root;
    private final DataDirectory data;
    private final PortPlan ports;
    private final Progress progress;
    private final StartTogether together;

    /**
     * @param root of the repository, where the built services are
     * @param progress told of every component that is ready
     */
    public StartPlatform(Path root, DataDirectory data, PortPlan ports, Progress progress) {
        this.root = root;
        this.data = data;
        this.ports = ports;
        this.progress = progress;
        this.together = new StartTogether(progress);
    }

    /** Told what happens; called from the threads that start components. */
    public interface Progress {

        /** The start begins: what can be checked before was checked. */
        void starting(DataDirectory data);

        /** A component is ready. */
        void ready(Component component, Duration took);
    }

    /**
     * Starts everything and returns when all of it is ready. If one component fails, or this thread is interrupted, those already started are stopped.
     *
     * @throws StandaloneException if something does not come up
     */
    public Platform start() {
        data.prepare();
        PlatformLock lock = PlatformLock.take(data);
        List<Component> started = new ArrayList<>();
        try {
            RunningPlatform.write(data, ports, List.of());
            requireFreePorts();
            progress.starting(data);
            PlatformPki pki = PlatformPki.open(data.pki(), Clock.systemUTC());
            String password = new Credentials(data.operatorPassword()).secret();
            new Credentials(data.onlineKeySecret()).secret();
            Map<String, String> coordinates = startEngines(pki, started);
            ServiceEnvironment environment = new ServiceEnvironment(ports, data, pki, coordinates, password);
            together.start(
                    started,
                    Arrays.stream(ServiceName.values())
                            .<Supplier<Component>>map(service -> () -> start(service, environment))
                            .toList());
            RunningPlatform.write(data, ports, started);
            return new Platform(data, ports, pki, password, lock, started);
        } catch (IOException e) {
            abandon(started, lock);
            throw new StandaloneException(
                    "The data directory " + data.root() + " cannot be used: " + Reason.of(e) + ".", e);
        } catch (RuntimeException e) {
            abandon(started, lock);
            throw e;
        }
    }

    /** Stops the services, at the same time, and then the engines that they stand on. */
    static void stopAll(List<Component> components) {
        stopTogether(components.stream().filter(component -> !(component instanceof EngineComponent)));
        stopTogether(components.stream().filter(component -> component instanceof EngineComponent));
    }

    private static void stopTogether(Stream<Component> components) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            components.forEach(component -> threads.execute(component::stop));
        }
    }

    private static void abandon(List<Component> started, PlatformLock lock) {
        stopAll(started);
        lock.close();
    }

    private void requireFreePorts() {
        ports.all().forEach((user, port) -> {
            if (!Ports.isFree(port)) {
                throw new StandaloneException("Port " + port + ", which " + user
                        + " needs, is in use by another program; stop that, or choose other ports with --port-offset.");
            }
        });
    }

    private Map<String, String> startEngines(PlatformPki pki, List<Component> started) {
        TlsIdentity s3 = identity(pki.server("s3"));
        TlsIdentity mqtt = identity(pki.server("mqtt"));
        MqttTrust trust =
                new MqttTrust(Map.of(PlatformPki.DEFAULT_TENANT, pki.tenantAuthority()), pki.serviceAuthority());
        together.start(
                started,
                List.of(
                        () -> new EngineComponent(Engines.postgres(data.engine("postgres"), ports.postgres())),
                        () -> new EngineComponent(Engines.kafka(data.engine("kafka"), ports.kafka())),
                        () -> new EngineComponent(Engines.s3(data.engine("s3"), ports.s3(), Optional.of(s3))),
                        () -> new EngineComponent(Engines.mqtt(data.engine("mqtt"), ports.mqtt(), mqtt, trust))));
        Map<String, String> coordinates = new HashMap<>();
        for (Component component : started) {
            if (component instanceof EngineComponent(var engine)) {
                coordinates.putAll(engine.coordinates());
            }
        }
        return coordinates;
    }

    private static TlsIdentity identity(PlatformPki.Pair pair) {
        return new TlsIdentity(pair.certificate(), pair.key());
    }

    private Component start(ServiceName service, ServiceEnvironment environment) {
        Path jar = root.resolve(service.text()).resolve("target/quarkus-app/quarkus-run.jar");
        return ServiceComponent.start(
                new ServiceComponent.Plan(service, jar, data.service(service.text()), ports, environment.of(service)));
    }
}
