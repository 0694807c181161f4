package io.slipway.device.session;

import io.slipway.device.identity.DeviceName;

/** The MQTT topics of a device: {@code slipway/<tenant>/<deviceId>/<purpose>}. */
public enum DeviceTopic {
    /** To the device, retained: its pending command, empty if there is none. */
    COMMAND("command"),
    /** From the device: what it did. */
    REPORT("report"),
    /** To the device: up to which report all are durable. */
    ACK("ack");

    private static final String ROOT = "slipway";
    private static final int LEVELS = 4;

    private final String purpose;

    DeviceTopic(String purpose) {
        this.purpose = purpose;
    }

    /** The topic of one device. */
    public String of(DeviceName device) {
        return ROOT + "/" + device.tenant() + "/" + device.id() + "/" + purpose;
    }

    /** The filter that shares the topics of all devices among the members of {@code group} (MQTT 5, section 4.8.2). */
    public String sharedBy(String group) {
        return "$share/" + group + "/" + ROOT + "/+/+/" + purpose;
    }

    /**
     * The device whose topic this is.
     *
     * @throws IllegalArgumentException if {@code topic} is not a topic of this purpose, or its names are malformed
     */
    public DeviceName deviceOf(String topic) {
        String[] levels = topic.split("/", -1);
        if (levels.length != LEVELS || !levels[0].equals(ROOT) || !levels[3].equals(purpose)) {
            throw new IllegalArgumentException("topic: expected slipway/<tenant>/<deviceId>/" + purpose);
        }
        return DeviceName.of(levels[1], levels[2]);
    }
}
