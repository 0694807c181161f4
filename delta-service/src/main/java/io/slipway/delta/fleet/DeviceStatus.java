package io.slipway.delta.fleet;

import java.util.Map;
import java.util.regex.Pattern;

import io.slipway.payload.index.Sha256;

/**
 * What a device says it runs.
 *
 * @param device the device
 * @param sequence number of the report; a lower one is older
 * @param deviceType its type
 * @param installed the digest of the image by component; copied
 */
public record DeviceStatus(DeviceKey device, long sequence, String deviceType, Map<String, Sha256> installed) {

    /** Most components that are counted of one device. */
    public static final int MOST_COMPONENTS = 256;

    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern COMPONENT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    /** Checks the form. */
    public DeviceStatus {
        installed = Map.copyOf(installed);
        if (sequence < 1) {
            throw new IllegalArgumentException("a report has a number from 1, not " + sequence);
        }
        if (!TYPE.matcher(deviceType).matches()) {
            throw new IllegalArgumentException("'" + deviceType + "' is no type of a device");
        }
        if (installed.size() > MOST_COMPONENTS) {
            throw new IllegalArgumentException(
                    "a device has at most " + MOST_COMPONENTS + " components, not " + installed.size());
        }
        for (String component : installed.keySet()) {
            if (!COMPONENT.matcher(component).matches()) {
                throw new IllegalArgumentException("'" + component + "' is no name of a component");
            }
        }
    }
}
