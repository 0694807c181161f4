package io.slipway.client.bootloader;

import java.util.Map;

import io.slipway.client.slot.SlotName;

/**
 * What a bootloader said in names and values, and whether it makes sense.
 *
 * @param speaker begins the sentence that refuses a value, for example {@code The boot environment /dev/mmcblk0p1 has}
 */
public record BootVariables(String speaker, Map<String, String> values) {

    public BootVariables {
        values = Map.copyOf(values);
    }

    /** The text of {@code name}; empty if it is not there. */
    public String text(String name) {
        return values.getOrDefault(name, "");
    }

    /** The slot that {@code name} names. */
    public SlotName slot(String name) throws BootEnvironmentException {
        return SlotName.parse(text(name)).orElseThrow(() -> nonsense(name, "a or b"));
    }

    /** Makes sure that {@code name} names {@code slot}. */
    public void require(SlotName slot, String name) throws BootEnvironmentException {
        if (slot(name) != slot) {
            throw nonsense(name, slot.text());
        }
    }

    /** The number from {@code least} to {@code most} in {@code name}. */
    public int number(String name, int least, int most) throws BootEnvironmentException {
        String text = text(name);
        if (text.matches("[0-9]{1,4}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw nonsense(name, "a number from " + least + " to " + most);
    }

    private BootEnvironmentException nonsense(String name, String expected) {
        return new BootEnvironmentException(speaker + " " + name + "=" + text(name) + ", expected " + expected);
    }
}
