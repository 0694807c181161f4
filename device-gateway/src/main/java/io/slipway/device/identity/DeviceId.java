package io.slipway.device.identity;

import java.util.regex.Pattern;

/** The name of a device within its tenant: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}. */
public record DeviceId(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public DeviceId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "deviceId: expected 1 to 64 of letters, digits, '.', '_' and '-', beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
