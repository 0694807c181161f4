package io.slipway.engines.process;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** How one engine is prepared, started and recognised as ready. Called by {@link ProcessEngine} on the thread that starts the engine. */
public interface EngineRecipe {

    /** Name in configuration, messages and files. */
    String name();

    /** Directory of everything that the engine writes; exists when {@link #prepare} is called. */
    Path directory();

    int port();

    /** Writes configuration and, at the first start, creates the data. Repeated before each start. */
    void prepare() throws IOException;

    List<String> command();

    /** Added to the environment of the process. */
    default Map<String, String> environment() {
        return Map.of();
    }

    /** Whether the process that {@link #command} started serves requests. */
    boolean isReady();

    Map<String, String> coordinates();

    default String stopSignal() {
        return "TERM";
    }

    default Duration timeToStart() {
        return Duration.ofSeconds(120);
    }

    default Duration timeToStop() {
        return Duration.ofSeconds(20);
    }
}
