package io.slipway.engines.process;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.slipway.engines.EngineFailedException;

/**
 * Where the jars of the engines are: {@code standalone/engines/lib/<engine>/target/jars} below the repository's root.
 *
 * <p>The root is the system property {@code slipway.root}, else the environment variable {@code SLIPWAY_HOME}, else the nearest folder above the working directory
 * that holds it.
 */
public final class EngineHome {

    private static final String LIB = "standalone/engines/lib";

    private EngineHome() {}

    /** The folder of one engine's build: {@code jars} and what is unpacked beside it. */
    public static Path target(String engine) {
        Path target = root().resolve(LIB).resolve(engine).resolve("target");
        if (!Files.isDirectory(target.resolve("jars"))) {
            throw new EngineFailedException("The jars of the engine " + engine + " are missing from " + target
                    + "; build the repository first.");
        }
        return target;
    }

    /**
     * The command that runs a main class of this module with an engine's jars.
     *
     * @param engine whose jars come first on the class path
     * @param options of the Java virtual machine
     * @param main with a {@code main} method
     */
    public static List<String> java(String engine, List<String> options, Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-cp");
        command.add(target(engine).resolve("jars") + "/*:" + ownCode());
        command.add(main.getName());
        return command;
    }

    /** The one jar of an engine whose name starts with {@code prefix}. */
    public static Path jar(String engine, String prefix) throws IOException {
        try (Stream<Path> jars = Files.list(target(engine).resolve("jars"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no jar " + prefix + "* among those of " + engine));
        }
    }

    /** The jar or folder that this class was loaded from. */
    public static Path ownCode() {
        try {
            return Path.of(EngineHome.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new EngineFailedException("The place of slipway-engines is no file.", e);
        }
    }

    private static Path root() {
        return Optional.ofNullable(System.getProperty("slipway.root"))
                .or(() -> Optional.ofNullable(System.getenv("SLIPWAY_HOME")))
                .map(Path::of)
                .orElseGet(EngineHome::rootAboveWorkingDirectory)
                .toAbsolutePath();
    }

    private static Path rootAboveWorkingDirectory() {
        return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
                .filter(folder -> Files.isDirectory(folder.resolve(LIB)))
                .findFirst()
                .orElseThrow(() -> new EngineFailedException(
                        "The engines were not found: set slipway.root or SLIPWAY_HOME to the repository's root."));
    }
}
