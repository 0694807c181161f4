package io.slipway.client.config.file;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

import io.slipway.client.component.ComponentSettings;
import io.slipway.client.component.ComponentSettings.How;
import io.slipway.client.component.tree.Coverage;
import io.slipway.client.config.ConfigurationException;

/** The settings {@code handlers} and {@code handler.*}. */
final class HandlerSettings {

    /** Also a name of a directory and of a compose project. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private static final Duration MAX_TIMEOUT = Duration.ofHours(1);

    private enum Type {
        COMMAND,
        FILES,
        COMPOSE,
        BOOTLOADER
    }

    private enum Truth {
        FALSE,
        TRUE
    }

    private final Settings settings;

    HandlerSettings(Settings settings) {
        this.settings = settings;
    }

    /**
     * All components that have handlers.
     *
     * @param slots components that have slots
     * @param most components of both kinds that there may be
     */
    List<ComponentSettings> components(List<String> slots, int most) throws ConfigurationException {
        List<String> names = settings.names("handlers", "");
        Set<String> all = new HashSet<>(slots);
        for (String name : names) {
            if (!NAME.matcher(name).matches() || !all.add(name)) {
                throw settings.refused(
                        "handlers",
                        String.join(",", names),
                        "names of lower-case letters, digits, hyphens and underscores, each once and none of 'slots'");
            }
        }
        if (all.size() > most) {
            throw settings.refused(
                    "handlers", String.join(",", names), "at most " + most + " components, slots included");
        }
        List<ComponentSettings> components = new ArrayList<>();
        for (String name : names) {
            String prefix = "handler." + name;
            How how =
                    switch (settings.choice(prefix + ".type", Type.class, Type.COMMAND)) {
                        case COMMAND ->
                            new How.Command(settings.path(prefix + ".executable", ""), timeout(prefix + ".timeout"));
                        case FILES -> files(prefix);
                        case COMPOSE -> compose(prefix);
                        case BOOTLOADER ->
                            new How.Bootloader(
                                    settings.path(prefix + ".a", ""),
                                    settings.path(prefix + ".b", ""),
                                    settings.number(prefix + ".offset", 0, 1L << 40, 0),
                                    settings.path(prefix + ".selection", ""),
                                    timeout(prefix + ".timeout"));
                    };
            components.add(
                    new ComponentSettings(name, settings.number(prefix + ".capacity", 1, 1L << 50, 1L << 40), how));
        }
        return components;
    }

    private How files(String prefix) throws ConfigurationException {
        List<String> include = settings.names(prefix + ".include", "");
        List<String> exclude = settings.names(prefix + ".exclude", "");
        if (include.isEmpty() && exclude.isEmpty()) {
            throw settings.refused(
                    prefix + ".include", "", "patterns, here or in " + prefix + ".exclude; ** for all files");
        }
        requirePatterns(prefix + ".include", include);
        requirePatterns(prefix + ".exclude", exclude);
        return new How.Files(
                settings.path(prefix + ".target", ""),
                include.isEmpty() ? List.of("**") : include,
                exclude,
                settings.choice(prefix + ".delete", Truth.class, Truth.FALSE) == Truth.TRUE);
    }

    private void requirePatterns(String key, List<String> patterns) throws ConfigurationException {
        try {
            new Coverage(patterns, List.of());
        } catch (PatternSyntaxException e) {
            throw settings.refused(key, String.join(",", patterns), "patterns such as etc/app/** or *.conf");
        }
    }

    private How compose(String prefix) throws ConfigurationException {
        How.Engine engine = settings.choice(prefix + ".engine", How.Engine.class, How.Engine.PODMAN);
        return new How.Compose(
                engine,
                words(prefix + ".engine-command", engine == How.Engine.PODMAN ? "podman" : "docker"),
                words(prefix + ".compose-command", engine == How.Engine.PODMAN ? "podman-compose" : "docker compose"),
                timeout(prefix + ".timeout"));
    }

    private List<String> words(String key, String fallback) {
        return List.of(settings.text(key, fallback).split("\\s+"));
    }

    private Duration timeout(String key) throws ConfigurationException {
        Duration timeout = settings.duration(key, "5m");
        if (timeout.compareTo(MAX_TIMEOUT) > 0) {
            throw settings.refused(key, settings.text(key, ""), "at most 1h");
        }
        return timeout;
    }
}
