package io.slipway.client.config.file;

import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.slipway.client.config.Configuration.Guard;
import io.slipway.client.config.Configuration.Local;
import io.slipway.client.config.Configuration.Notification;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.consent.LocalConsent;
import io.slipway.client.consent.Occasion;
import io.slipway.client.notification.SocketPlace;
import io.slipway.client.watchdog.FeedWatchdog;

/** The settings {@code watchdog.*}, {@code notification.*}, {@code consent.*} and {@code hooks.*}. */
final class LocalSettings {

    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(5);
    private static final Duration LONGEST_DEADLINE = Duration.ofDays(90);
    private static final Duration LONGEST_HOOK = Duration.ofHours(1);

    private enum AfterCommit {
        RELEASE,
        KEEP
    }

    private final Settings settings;

    LocalSettings(Settings settings) {
        this.settings = settings;
    }

    Local local() throws ConfigurationException {
        return new Local(
                watchdog(),
                new Notification(settings.optionalPath("notification.file"), socket()),
                new LocalConsent.Settings(required(), deadline()),
                settings.optionalPath("hooks.directory"),
                settings.duration("hooks.timeout", "60s", LONGEST_HOOK));
    }

    private Optional<Guard> watchdog() throws ConfigurationException {
        Duration interval = settings.duration("watchdog.interval", "5s", LONGEST_INTERVAL);
        boolean always =
                settings.choice("watchdog.after-commit", AfterCommit.class, AfterCommit.RELEASE) == AfterCommit.KEEP;
        Optional<Path> device = settings.optionalPath("watchdog.device");
        return device.map(path -> new Guard(path, new FeedWatchdog.Settings(interval, always)));
    }

    private Optional<SocketPlace> socket() throws ConfigurationException {
        Set<PosixFilePermission> mode = mode("notification.socket-mode", "660");
        String group = settings.text("notification.socket-group", "");
        return settings.optionalPath("notification.socket").map(path -> new SocketPlace(path, mode, group));
    }

    private Set<Occasion> required() throws ConfigurationException {
        List<String> names = settings.names("consent.required", "");
        Set<Occasion> required = EnumSet.noneOf(Occasion.class);
        for (String name : names) {
            switch (name) {
                case "install" -> required.add(Occasion.INSTALL);
                case "reboot" -> required.add(Occasion.REBOOT);
                case "never" -> {}
                default -> throw refusedOccasions(names);
            }
        }
        if (names.contains("never") && names.size() > 1) {
            throw refusedOccasions(names);
        }
        if (!required.isEmpty() && settings.text("notification.socket", "").isEmpty()) {
            throw new ConfigurationException(
                    "Setting consent.required needs notification.socket, by which local programs answer");
        }
        return required;
    }

    private ConfigurationException refusedOccasions(List<String> names) {
        return settings.refused("consent.required", String.join(", ", names), "never, or install, reboot or both");
    }

    private Optional<Duration> deadline() throws ConfigurationException {
        String key = "consent.deadline";
        return settings.text(key, "").equals("never")
                ? Optional.empty()
                : Optional.of(settings.duration(key, "24h", LONGEST_DEADLINE));
    }

    private Set<PosixFilePermission> mode(String key, String fallback) throws ConfigurationException {
        String value = settings.text(key, fallback);
        if (!value.matches("0?[0-7]{3}")) {
            throw settings.refused(key, value, "three octal digits, such as 660");
        }
        int bits = Integer.parseInt(value, 8);
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] permissions = PosixFilePermission.values(); // OWNER_READ first, OTHERS_EXECUTE last
        for (int i = 0; i < permissions.length; i++) {
            if ((bits >> (permissions.length - 1 - i) & 1) == 1) {
                mode.add(permissions[i]);
            }
        }
        return mode;
    }
}
