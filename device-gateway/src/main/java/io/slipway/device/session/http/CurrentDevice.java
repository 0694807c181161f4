package io.slipway.device.session.http;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

import io.slipway.device.identity.DeviceName;
import io.slipway.device.session.CertifiedDevice;

/** The device that sent the present request. */
@RequestScoped
public class CurrentDevice {

    private @Nullable CertifiedDevice device;

    void set(CertifiedDevice proven) {
        this.device = proven;
    }

    /**
     * Its name.
     *
     * @throws IllegalStateException if the filter has admitted none: a request never gets that far
     */
    public DeviceName name() {
        if (device == null) {
            throw new IllegalStateException("No device was admitted for this request");
        }
        return device.name();
    }
}
