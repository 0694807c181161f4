package io.slipway.client.provisioning;

import java.io.IOException;

/** Keeps what a device was told on the device. */
public interface ProvisionedSettings {

    /** Keeps all of it; durable when this returns, and repeating it is harmless. What makes the configuration complete is written last. */
    void save(FirstBoot firstBoot) throws IOException;

    /** Removes the token that {@link #save} kept, where the enrolment has left it behind. */
    void removeToken() throws IOException;
}
