package io.slipway.standalone.fleet;

import java.util.List;

import io.slipway.standalone.operator.Image;

/**
 * What a device has when it leaves the factory.
 *
 * @param deviceId unique in its tenant
 * @param deviceType its type
 * @param component name of the component in its slots
 * @param release what its first slot holds
 * @param later what its bootloader will accept besides; it stands for what a real machine finds out by booting
 * @param root of the signed metadata that it trusts
 * @param token with which it enrols; a secret
 * @param healthCheck shell command that decides whether a new system may stay
 */
public record DeviceOrder(
        String deviceId,
        String deviceType,
        String component,
        Held release,
        List<Held> later,
        byte[] root,
        String token,
        String healthCheck) {

    public DeviceOrder {
        later = List.copyOf(later);
    }

    /** An image as a release names it. */
    public record Held(String name, String version, Image image) {

        /** For people, for example {@code debian 2}. */
        public String title() {
            return name + " " + version;
        }

        /** 64 lower-case hexadecimal digits. */
        public String sha256() {
            return image.content().sha256().hex();
        }
    }

    @Override
    public String toString() {
        return "DeviceOrder[" + deviceId + "]";
    }
}
