package io.slipway.standalone.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What the demonstration shows: some devices get release 2 in waves of 1, 2 and the rest, and the last device's new system is not healthy.
 *
 * @param devices how many, 2 to 50
 */
public record DemoPlan(int devices) {

    /** Name of the releases. */
    public static final String RELEASE = "debian";

    /** Version that the devices begin with. */
    public static final String BEFORE = "1";

    /** Version that is rolled out. */
    public static final String AFTER = "2";

    /** The type of all devices. */
    public static final String DEVICE_TYPE = "virtual-board";

    /** The component that is updated. */
    public static final String COMPONENT = "rootfs";

    private static final int FEWEST = 2;
    private static final int MOST = 50;
    private static final List<Integer> FIRST_WAVES = List.of(1, 2);
    private static final String SUCCEEDED = "succeeded";
    private static final String ROLLED_BACK = "rolled-back";

    public DemoPlan {
        if (devices < FEWEST || devices > MOST) {
            throw new IllegalArgumentException("expected " + FEWEST + " to " + MOST + ", found " + devices);
        }
    }

    /** The devices in their order. */
    public List<String> deviceIds() {
        int digits = Integer.toString(devices).length();
        return IntStream.rangeClosed(1, devices)
                .mapToObj(number -> ("board-%0" + digits + "d").formatted(number))
                .toList();
    }

    /** The device that will not be healthy under release 2; it is in the last wave. */
    public String sickDevice() {
        return deviceIds().getLast();
    }

    /** The health check of a device, a shell command: all but one are healthy whatever they run. */
    public String healthCheck(String deviceId) {
        return deviceId.equals(sickDevice())
                ? "test \"$SLIPWAY_RELEASE_VERSION\" != " + AFTER
                        + " || { echo the display driver does not answer; exit 1; }"
                : "true";
    }

    /** The sizes of the waves. */
    public List<Integer> waves() {
        List<Integer> waves = new ArrayList<>();
        int left = devices;
        for (int size : FIRST_WAVES) {
            int taken = Math.min(size, left - 1);
            if (taken > 0) {
                waves.add(taken);
                left -= taken;
            }
        }
        waves.add(left);
        return List.copyOf(waves);
    }

    /**
     * Compares what happened with what was to happen.
     *
     * @return one sentence per deviation; empty if all is as it should be
     */
    public List<String> deviations(String rolloutState, List<DeviceOutcome> outcomes) {
        List<String> deviations = new ArrayList<>();
        if (!rolloutState.equals("completed")) {
            deviations.add("The rollout is " + rolloutState + ", not completed.");
        }
        Map<String, DeviceOutcome> byId =
                outcomes.stream().collect(Collectors.toMap(DeviceOutcome::deviceId, Function.identity()));
        for (String deviceId : deviceIds()) {
            DeviceOutcome outcome = byId.get(deviceId);
            if (outcome == null) {
                deviations.add(deviceId + " got no deployment.");
            } else {
                compare(outcome, deviations);
            }
        }
        return List.copyOf(deviations);
    }

    private void compare(DeviceOutcome outcome, List<String> deviations) {
        boolean sick = outcome.deviceId().equals(sickDevice());
        expect(deviations, outcome.deviceId() + " ended", sick ? ROLLED_BACK : SUCCEEDED, outcome.state());
        expect(deviations, outcome.deviceId() + " ran before", BEFORE, outcome.before());
        expect(deviations, outcome.deviceId() + " runs", sick ? BEFORE : AFTER, outcome.after());
        if (sick && outcome.reason().isEmpty()) {
            deviations.add(outcome.deviceId() + " gave no reason for falling back.");
        }
        if (outcome.bytesDownloaded() == 0) {
            deviations.add(outcome.deviceId() + " downloaded nothing.");
        }
    }

    private static void expect(List<String> deviations, String what, String expected, String found) {
        if (!expected.equals(found)) {
            deviations.add(what + " " + found + ", not " + expected + ".");
        }
    }
}
