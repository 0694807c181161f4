package io.slipway.client.bootloader.uboot;

import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.slot.SlotName;

/**
 * The state in variables: {@code slipway_slot} (the committed slot), {@code slipway_trial} (the slot on trial, empty if there is none) and, as U-Boot has
 * them, {@code upgrade_available}, {@code bootcount}, {@code bootlimit}.
 */
final class UbootVariables {

    private static final int MOST_ATTEMPTS = 1000;
    private static final int MOST_LIMIT = 100;

    private final String place;

    /** @param place of the environment, for messages */
    UbootVariables(String place) {
        this.place = place;
    }

    /** @param counted attempts that were counted elsewhere than in {@code bootcount} */
    BootState interpret(Map<String, String> variables, Optional<Integer> counted) throws BootEnvironmentException {
        SlotName committed = slot(variables, "slipway_slot");
        if (number(variables, "upgrade_available", 0, 1) == 0) {
            return new Settled(committed);
        }
        if (slot(variables, "slipway_trial") == committed) {
            throw nonsense("slipway_trial", committed.text(), "the slot opposite to slipway_slot");
        }
        int attempts = number(variables, "bootcount", 0, MOST_ATTEMPTS);
        return new OnTrial(committed, counted.orElse(attempts), number(variables, "bootlimit", 1, MOST_LIMIT));
    }

    static void assign(Map<String, String> variables, BootState state) {
        variables.put("slipway_slot", state.committed().text());
        switch (state) {
            case Settled _ -> {
                variables.put("slipway_trial", "");
                variables.put("upgrade_available", "0");
                variables.put("bootcount", "0");
            }
            case OnTrial trial -> {
                variables.put("slipway_trial", trial.trial().text());
                variables.put("upgrade_available", "1");
                variables.put("bootcount", Integer.toString(trial.attempts()));
                variables.put("bootlimit", Integer.toString(trial.limit()));
            }
        }
    }

    private SlotName slot(Map<String, String> variables, String name) throws BootEnvironmentException {
        String text = variables.getOrDefault(name, "");
        return SlotName.parse(text).orElseThrow(() -> nonsense(name, text, "a or b"));
    }

    private int number(Map<String, String> variables, String name, int least, int most)
            throws BootEnvironmentException {
        String text = variables.getOrDefault(name, "");
        if (text.matches("[0-9]{1,4}")) {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        }
        throw nonsense(name, text, "a number from " + least + " to " + most);
    }

    private BootEnvironmentException nonsense(String name, String actual, String expected) {
        return new BootEnvironmentException(
                "The boot environment " + place + " has " + name + "=" + actual + ", expected " + expected);
    }
}
