package io.slipway.engines;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/**
 * Starts engines for a Quarkus test and configures the service under test to use them.
 *
 * <p>{@code @QuarkusTestResource(value = EngineTestResource.class, initArgs = @ResourceArg(name = "engines", value = "postgres,kafka,s3"))}. Put it on one test
 * class of a module; Quarkus shares it among all. The data lives below {@code target/engines} and is new at every start.
 */
public final class EngineTestResource implements QuarkusTestResourceLifecycleManager {

    /**
     * Running engines by name. Quarkus loads this class once per class loader: the map of the one that the system's class loader loads is the one in use. Public
     * only so that the others reach it.
     */
    public static final Map<String, Object> RUNNING = new ConcurrentHashMap<>();

    private static final int MOST_LEFT_FILES = 200_000;

    private List<String> names = List.of("postgres", "kafka", "s3");

    @Override
    public void init(Map<String, String> arguments) {
        names = Arrays.stream(arguments
                        .getOrDefault("engines", String.join(",", names))
                        .split(","))
                .map(String::strip)
                .toList();
    }

    @Override
    public Map<String, String> start() {
        Path directory = Path.of("target", "engines").toAbsolutePath();
        Map<String, String> configuration = new HashMap<>();
        for (String name : names) {
            Engine engine = start(name, emptied(directory.resolve(name)));
            registry().put(name, engine);
            configuration.putAll(engine.coordinates());
        }
        return configuration;
    }

    @Override
    public void stop() {
        for (String name : names.reversed()) {
            if (registry().remove(name) instanceof Engine engine) {
                engine.close();
            }
        }
    }

    /**
     * A running engine, to be killed and restarted by a test; the service under test keeps its address over that.
     *
     * @param name {@code postgres}, {@code kafka} or {@code s3}
     * @throws IllegalStateException if the test resource has not started it
     */
    public static Engine engine(String name) {
        Object engine = registry().get(name);
        if (engine == null) {
            throw new IllegalStateException("no engine " + name + " is running");
        }
        return engine instanceof Engine own ? own : acrossClassLoaders(engine);
    }

    private static Engine start(String name, Path directory) {
        return switch (name) {
            case "postgres" -> Engines.postgres(directory, 0, Durability.CRASH);
            case "kafka" -> Engines.kafka(directory, 0);
            case "s3" -> Engines.s3(directory, 0);
            default -> throw new IllegalArgumentException("no engine is called " + name);
        };
    }

    private static Path emptied(Path directory) {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.limit(MOST_LEFT_FILES)
                        .sorted(Comparator.reverseOrder())
                        .toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("the data of the last test run cannot be removed", e);
            }
        }
        return directory;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> registry() {
        try {
            return (Map<String, Object>) ClassLoader.getSystemClassLoader()
                    .loadClass(EngineTestResource.class.getName())
                    .getField("RUNNING")
                    .get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the engines' jar is not on the class path of the test", e);
        }
    }

    private static Engine acrossClassLoaders(Object engine) {
        return (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (_, method, arguments) -> {
                    try {
                        return engine.getClass()
                                .getMethod(method.getName(), method.getParameterTypes())
                                .invoke(engine, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
