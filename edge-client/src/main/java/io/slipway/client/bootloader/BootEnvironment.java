package io.slipway.client.bootloader;

/** Where the bootloader and the client leave messages for each other. */
public interface BootEnvironment {

    /**
     * What it says now.
     *
     * @throws BootEnvironmentException if it cannot be read or says nothing that makes sense; nothing may be guessed then
     */
    BootState read() throws BootEnvironmentException;

    /**
     * Changes it, as one: after a loss of power it says what it said before or {@code state}. On the medium when this returns. Writing the same again
     * is harmless.
     */
    void write(BootState state) throws BootEnvironmentException;
}
