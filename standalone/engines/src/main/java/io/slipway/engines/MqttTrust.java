package io.slipway.engines;

import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whose client certificates the MQTT broker accepts.
 *
 * <p>A device is a client whose certificate was issued by its tenant's authority; a tenant's authority is believed about its own tenant alone. A service is a
 * client whose certificate was issued by the service authority; no subject name makes a device a service, because the authorities are different keys.
 *
 * @param tenantAuthorities PEM certificate of each tenant's authority by tenant
 * @param serviceAuthority PEM certificate of the authority that issues the certificates of Slipway's own services
 */
public record MqttTrust(Map<String, Path> tenantAuthorities, Path serviceAuthority) {

    private static final Pattern TENANT = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public MqttTrust {
        tenantAuthorities = Map.copyOf(tenantAuthorities);
        tenantAuthorities.keySet().stream()
                .filter(tenant -> !TENANT.matcher(tenant).matches())
                .findAny()
                .ifPresent(tenant -> {
                    throw new IllegalArgumentException("not the name of a tenant: " + tenant);
                });
    }
}
