package io.slipway.client.provisioning;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.log.EventLog;

/**
 * Takes over what a new device is told by its boot partition. In this order, each step durable before the next: the network, the settings with the token, the enrolment
 * ({@link EnrolDevice}), the removal of the secrets. So at any moment the device either is provisioned or can do all of it again: the secrets go when the certificate is there.
 */
public final class ProvisionDevice {

    private final FirstBootMedium medium;
    private final NetworkHook hook;
    private final ProvisionedSettings settings;
    private final EventLog log;

    public ProvisionDevice(FirstBootMedium medium, NetworkHook hook, ProvisionedSettings settings, EventLog log) {
        this.medium = medium;
        this.hook = hook;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Takes over what there is, before the enrolment. May be repeated.
     *
     * @return whether there is anything
     */
    public boolean prepare() throws IOException, ProvisioningRefusedException, InterruptedException {
        Optional<FirstBoot> found = medium.read();
        if (found.isEmpty()) {
            return false;
        }
        FirstBoot firstBoot = found.get();
        if (!firstBoot.network().isEmpty()) {
            hook.setUp(firstBoot.network());
        }
        settings.save(firstBoot);
        log.info("provisioning settings taken over", "firstBoot", firstBoot);
        return true;
    }

    /**
     * Removes the secrets of a device that has its certificate. To be called at every start: a loss of power may have come before it.
     *
     * @throws IOException if they cannot be removed
     */
    public void finish() throws IOException, ProvisioningRefusedException {
        settings.removeToken();
        medium.removeSecrets();
    }
}
