package io.slipway.delta.fleet;

import java.util.regex.Pattern;

/**
 * Names a device.
 *
 * @param tenant whose it is
 * @param deviceId unique within the tenant
 */
public record DeviceKey(String tenant, String deviceId) {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    /** Checks the form. */
    public DeviceKey {
        if (!TENANT.matcher(tenant).matches() || !ID.matcher(deviceId).matches()) {
            throw new IllegalArgumentException("'" + tenant + "/" + deviceId + "' is no device");
        }
    }

    /** As in the keys of events. */
    @Override
    public String toString() {
        return tenant + "/" + deviceId;
    }
}
