package io.slipway.client.update;

/** Turns states into records of the journal and back. */
public interface LifecycleCodec {

    String write(Lifecycle state);

    /**
     * The state that {@link #write} wrote.
     *
     * @throws IllegalArgumentException if {@code record} is none
     */
    Lifecycle read(String record);
}
