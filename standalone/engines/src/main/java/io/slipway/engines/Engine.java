package io.slipway.engines;

import java.util.Map;

/**
 * A running foreign engine (PostgreSQL, Kafka, S3, MQTT) that serves one port and keeps its data in one directory.
 *
 * <p>An engine never outlives the program that started it. All methods may be called from any thread, block for a bounded time, and can be repeated.
 */
public interface Engine extends AutoCloseable {

    /** The engine's name in configuration and messages: {@code postgres}, {@code kafka}, {@code s3} or {@code mqtt}. */
    String name();

    /** The TCP port that it serves; the same over every restart. */
    int port();

    /** What a client needs to reach it: configuration keys of Slipway's services with their values, secrets included. */
    Map<String, String> coordinates();

    /** The process id of the engine itself; of its container where it runs in one. */
    long pid();

    /** Whether it runs. */
    boolean isAlive();

    /** Ends it at once, as a crash would (SIGKILL), and returns when it is gone. */
    void kill();

    /**
     * Starts it again on the same data and port, after closing it first if it still runs; returns when it serves.
     *
     * @throws EngineFailedException if it does not serve in time
     */
    void restart();

    /** Stops it in order and returns when it is gone; kills it if it does not stop in time. */
    @Override
    void close();
}
