package io.slipway.client;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.client.slot.SlotName;

/**
 * What the client was started to do.
 *
 * @param action the first argument
 * @param operands of the action; only {@code consent} has any
 * @param configuration file with the settings
 * @param booted from {@code --booted-slot}; without it the kernel's command line and the mounted root are asked
 */
record CommandLine(
        Action action,
        List<String> operands,
        Path configuration,
        @Nullable SlotName booted) {

    static final String USAGE =
            "usage: slipway-client run|once|status|enrol|slots|consent grant|consent defer TIME [--config FILE] [--booted-slot a|b]  (default file /etc/slipway/client.properties)";

    enum Action {
        RUN,
        ONCE,
        STATUS,
        ENROL,
        SLOTS,
        CONSENT
    }

    /** The command line in {@code arguments}, or empty if it is none. */
    static Optional<CommandLine> parse(String... arguments) {
        List<String> words = Arrays.stream(arguments)
                .takeWhile(word -> !word.startsWith("--"))
                .toList();
        if (words.isEmpty() || (arguments.length - words.size()) % 2 != 0) {
            return Optional.empty();
        }
        Action action =
                switch (words.getFirst()) {
                    case "run" -> Action.RUN;
                    case "once" -> Action.ONCE;
                    case "status" -> Action.STATUS;
                    case "enrol" -> Action.ENROL;
                    case "slots" -> Action.SLOTS;
                    case "consent" -> Action.CONSENT;
                    default -> null;
                };
        Path configuration = Path.of("/etc/slipway/client.properties");
        SlotName booted = null;
        for (int i = words.size(); i < arguments.length; i += 2) {
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
        List<String> operands = words.subList(1, words.size());
        return action == null || (action != Action.CONSENT && !operands.isEmpty())
                ? Optional.empty()
                : Optional.of(new CommandLine(action, operands, configuration, booted));
    }
}
