package io.slipway.client;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.client.slot.SlotName;

/**
 * What the client was started to do.
 *
 * @param action the first argument
 * @param configuration file with the settings
 * @param booted from {@code --booted-slot}; without it the kernel's command line and the mounted root are asked
 */
record CommandLine(
        Action action, Path configuration, @Nullable SlotName booted) {

    static final String USAGE =
            "usage: slipway-client run|once|status|enrol|slots [--config FILE] [--booted-slot a|b]  (default file /etc/slipway/client.properties)";

    enum Action {
        RUN,
        ONCE,
        STATUS,
        ENROL,
        SLOTS
    }

    /** The command line in {@code arguments}, or empty if it is none. */
    static Optional<CommandLine> parse(String... arguments) {
        if (arguments.length % 2 == 0) {
            return Optional.empty();
        }
        Action action =
                switch (arguments[0]) {
                    case "run" -> Action.RUN;
                    case "once" -> Action.ONCE;
                    case "status" -> Action.STATUS;
                    case "enrol" -> Action.ENROL;
                    case "slots" -> Action.SLOTS;
                    default -> null;
                };
        Path configuration = Path.of("/etc/slipway/client.properties");
        SlotName booted = null;
        for (int i = 1; i < arguments.length; i += 2) {
            switch (arguments[i]) {
                case "--config" -> configuration = Path.of(arguments[i + 1]);
                case "--booted-slot" -> {
                    booted = SlotName.parse(arguments[i + 1]).orElse(null);
                    if (booted == null) {
                        return Optional.empty();
                    }
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return action == null ? Optional.empty() : Optional.of(new CommandLine(action, configuration, booted));
    }
}
