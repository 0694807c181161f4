package io.slipway.client;

import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.client.slot.SlotName;

/**
 * What the client was started to do.
 *
 * @param action the first argument
 * @param medium the second argument of {@code install-bundle}
 * @param configuration file with the settings
 * @param booted from {@code --booted-slot}; without it the kernel's command line is asked
 * @param again from {@code --again}: a bundle is tried once more with which the device fell back
 * @param patient from {@code --wait}: for a client that works on the same data
 */
record CommandLine(
        Action action,
        @Nullable Path medium,
        Path configuration,
        @Nullable SlotName booted,
        boolean again,
        boolean patient) {

    static final String USAGE = """
            usage: slipway-client run|once|status|enrol|provision [--config FILE] [--booted-slot a|b]
                   slipway-client install-bundle DIRECTORY [--again] [--wait] [--config FILE] [--booted-slot a|b]
            (default file /etc/slipway/client.properties)""";

    enum Action {
        RUN,
        ONCE,
        STATUS,
        ENROL,
        PROVISION,
        INSTALL_BUNDLE
    }

    /** The command line in {@code arguments}, or empty if it is none. */
    static Optional<CommandLine> parse(String... arguments) {
        Action action =
                switch (arguments.length == 0 ? "" : arguments[0]) {
                    case "run" -> Action.RUN;
                    case "once" -> Action.ONCE;
                    case "status" -> Action.STATUS;
                    case "enrol" -> Action.ENROL;
                    case "provision" -> Action.PROVISION;
                    case "install-bundle" -> Action.INSTALL_BUNDLE;
                    default -> null;
                };
        boolean local = action == Action.INSTALL_BUNDLE;
        if (action == null || local && (arguments.length < 2 || arguments[1].startsWith("--"))) {
            return Optional.empty();
        }
        Path medium = local ? Path.of(arguments[1]) : null;
        Path configuration = Path.of("/etc/slipway/client.properties");
        SlotName booted = null;
        boolean again = false;
        boolean patient = false;
        for (int i = local ? 2 : 1; i < arguments.length; i++) {
            String option = arguments[i];
            if (local && option.equals("--again")) {
                again = true;
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
        return Optional.of(new CommandLine(action, medium, configuration, booted, again, patient));
    }
}
