package io.slipway.rollout.fleet;

/**
 * What runs on a device in one of its components, as the device itself says.
 *
 * @param component the part of the device, for example {@code rootfs}
 * @param name the release's name, for example {@code debian}
 * @param version the release's version
 */
public record InstalledComponent(ComponentName component, String name, Version version) {}
