package io.slipway.client.slot.device;

/** What the kernel tells block devices apart by, whatever their nodes are called. */
public record DeviceNumber(int major, int minor) {

    @Override
    public String toString() {
        return major + ":" + minor;
    }
}
