package io.slipway.standalone.platform;

/** One process of the platform: an engine or a service. Methods may be called from any thread and block for a bounded time. */
public interface Component {

    /** For example {@code kafka} or {@code device-gateway}. */
    String name();

    /** Where it listens. */
    String address();

    long pid();

    boolean isAlive();

    /** Ends it as a crash would (SIGKILL). */
    void kill();

    /**
     * Starts it again with the same data and address, and returns when it is ready.
     *
     * @throws RuntimeException whose message says why it does not come up
     */
    void restart();

    /** Stops it in order. */
    void stop();
}
