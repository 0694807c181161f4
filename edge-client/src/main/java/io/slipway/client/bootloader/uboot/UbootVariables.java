package io.slipway.client.bootloader.uboot;

import java.util.Map;
import java.util.Optional;

import io.slipway.client.bootloader.BootEnvironmentException;
import io.slipway.client.bootloader.BootState;
import io.slipway.client.bootloader.BootState.OnTrial;
import io.slipway.client.bootloader.BootState.Settled;
import io.slipway.client.bootloader.BootVariables;
import io.slipway.client.slot.SlotName;

/**
 * The state in variables: {@code slipway_slot} (the committed slot), {@code slipway_trial} (the slot on trial, empty if there is none) and, as U-Boot has
 * them, {@code upgrade_available}, {@code bootcount}, {@code bootlimit}.
 */
final class UbootVariables {

    private static final int MOST_ATTEMPTS = 1000;
    private static final int MOST_LIMIT = 100;

    private UbootVariables() {}

    /** @param counted attempts that were counted elsewhere than in {@code bootcount} */
    static BootState interpret(BootVariables variables, Optional<Integer> counted) throws BootEnvironmentException {
        SlotName committed = variables.slot("slipway_slot");
        if (variables.number("upgrade_available", 0, 1) == 0) {
            return new Settled(committed);
        }
        variables.require(committed.opposite(), "slipway_trial");
        int attempts = variables.number("bootcount", 0, MOST_ATTEMPTS);
        return new OnTrial(committed, counted.orElse(attempts), variables.number("bootlimit", 1, MOST_LIMIT));
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
}
