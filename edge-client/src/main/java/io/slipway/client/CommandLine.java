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
 * @param operands of the action; {@code consent} and {@code install-bundle} have some
 * @param configuration file with the settings
 * @param booted from {@code --booted-slot}; without it the kernel's command line and the mounted root are asked
 * @param again from {@code --again}: a bundle is tried once more with which the device fell back
 * @param confirmed from {@code --yes}: nobody needs to be asked
 * @param patient from {@code --wait}: for a client that works on the same data
 */
record CommandLine(
        Action action,
        List<String> operands,
        Path configuration,
        @Nullable SlotName booted,
        boolean again,
        boolean confirmed,
        boolean patient) {

    static final String USAGE = """
            usage: slipway-client run|once|status|enrol|provision|slots [--config FILE] [--booted-slot a|b]
                   slipway-client install-bundle DIRECTORY [--again] [--wait] [--config FILE] [--booted-slot a|b]
                   slipway-client factory-reset|wipe-data [--yes] [--config FILE]
                   slipway-client consent grant|defer TIME [--config FILE]
            (default file /etc/slipway/client.properties)""";

    CommandLine {
        operands = List.copyOf(operands);
    }

    enum Action {
        RUN,
        ONCE,
        STATUS,
        ENROL,
        PROVISION,
        SLOTS,
        INSTALL_BUNDLE,
        CONSENT,
        FACTORY_RESET,
        WIPE_DATA
    }

    /** The command line in {@code arguments}, or empty if it is none. */
    static Optional<CommandLine> parse(String... arguments) {
        List<String> words = Arrays.stream(arguments)
                .takeWhile(word -> !word.startsWith("--"))
                .toList();
        Action action =
                switch (words.isEmpty() ? "" : words.getFirst()) {
                    case "run" -> Action.RUN;
                    case "once" -> Action.ONCE;
                    case "status" -> Action.STATUS;
                    case "enrol" -> Action.ENROL;
                    case "provision" -> Action.PROVISION;
                    case "slots" -> Action.SLOTS;
                    case "install-bundle" -> Action.INSTALL_BUNDLE;
                    case "consent" -> Action.CONSENT;
                    case "factory-reset" -> Action.FACTORY_RESET;
                    case "wipe-data" -> Action.WIPE_DATA;
                    default -> null;
                };
        if (action == null || !takes(action, words.size() - 1)) {
            return Optional.empty();
        }
        boolean local = action == Action.INSTALL_BUNDLE;
        Path configuration = Path.of("/etc/slipway/client.properties");
        SlotName booted = null;
        boolean destroys = action == Action.FACTORY_RESET || action == Action.WIPE_DATA;
        boolean again = false;
        boolean confirmed = false;
        boolean patient = false;
        for (int i = words.size(); i < arguments.length; i++) {
            String option = arguments[i];
            if (local && option.equals("--again")) {
                again = true;
            } else if (destroys && option.equals("--yes")) {
                confirmed = true;
            } else if (local && option.equals("--wait")) {
                patient = true;
            } else if (option.equals("--config") && i + 1 < arguments.length) {
                configuration = Path.of(arguments[++i]);
            } else if (option.equals("--booted-slot") && i + 1 < arguments.length) {
                booted = SlotName.parse(arguments[++i]).orElse(null);
                if (booted == null) {
                    return Optional.empty();
                }
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(new CommandLine(
                action, words.subList(1, words.size()), configuration, booted, again, confirmed, patient));
    }

    private static boolean takes(Action action, int operands) {
        return switch (action) {
            case CONSENT -> operands > 0;
            case INSTALL_BUNDLE -> operands == 1;
            case RUN, ONCE, STATUS, ENROL, PROVISION, SLOTS, FACTORY_RESET, WIPE_DATA -> operands == 0;
        };
    }
}
