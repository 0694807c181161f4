package io.slipway.client.provisioning;

import java.io.IOException;
import java.util.Map;

/** Sets up the network of a new device, in whatever way its system does. */
public interface NetworkHook {

    /**
     * Passes the hints on; blocks until it is done. May be called again with the same.
     *
     * @throws ProvisioningRefusedException if it did not work
     */
    void setUp(Map<String, String> hints) throws IOException, ProvisioningRefusedException, InterruptedException;
}
