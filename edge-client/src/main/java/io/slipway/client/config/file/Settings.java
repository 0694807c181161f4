package io.slipway.client.config.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import io.slipway.client.config.ConfigurationException;
import io.slipway.client.slot.SlotAddress;

/** Typed access to the properties of one file. Every access names the setting in its refusal; what nobody asked for is unknown. */
final class Settings {

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

    private final Path file;
    private final Map<String, String> values;
    private final Set<String> asked = new HashSet<>();

    Settings(Path file, Map<String, String> values) {
        this.file = file;
        this.values = new TreeMap<>(values);
    }

    String required(String key) throws ConfigurationException {
        String value = text(key, "");
        if (value.isEmpty()) {
            throw new ConfigurationException("Setting " + key + " is missing in " + file);
        }
        return value;
    }

    String text(String key, String fallback) {
        asked.add(key);
        return values.getOrDefault(key, fallback).strip();
    }

    String identifier(String key) throws ConfigurationException {
        String value = required(key);
        if (!value.matches("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}")) {
            throw refused(
                    key, value, "1 to 64 letters, digits, dots, hyphens and underscores, the first a letter or digit");
        }
        return value;
    }

    <T extends Enum<T>> T choice(String key, Class<T> choices, T fallback) throws ConfigurationException {
        String value = text(key, fallback.name().toLowerCase(Locale.ROOT));
        for (T choice : choices.getEnumConstants()) {
            if (choice.name().toLowerCase(Locale.ROOT).equals(value)) {
                return choice;
            }
        }
        throw refused(
                key,
                value,
                "one of " + List.of(choices.getEnumConstants()).toString().toLowerCase(Locale.ROOT));
    }

    long number(String key, long least, long most, long fallback) throws ConfigurationException {
        String value = text(key, Long.toString(fallback));
        if (value.matches("[0-9]{1,18}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        }
        throw refused(key, value, "a number from " + least + " to " + most);
    }

    Duration duration(String key, String fallback) throws ConfigurationException {
        String value = text(key, fallback);
        var matcher = DURATION.matcher(value);
        if (!matcher.matches() || Long.parseLong(matcher.group(1)) == 0) {
            throw refused(key, value, "a time such as 500ms, 30s, 5m or 1h");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    /** Like {@link #duration(String, String)}, and at most {@code most}, which is minutes or hours. */
    Duration duration(String key, String fallback, Duration most) throws ConfigurationException {
        Duration value = duration(key, fallback);
        if (value.compareTo(most) > 0) {
            String limit = most.compareTo(Duration.ofHours(1)) < 0 ? most.toMinutes() + "m" : most.toHours() + "h";
            throw refused(key, text(key, fallback), "at most " + limit);
        }
        return value;
    }

    /** A path; a relative one is meant from the directory of the file. */
    Path path(String key, String fallback) throws ConfigurationException {
        String value = text(key, fallback);
        if (value.isEmpty()) {
            throw new ConfigurationException("Setting " + key + " is missing in " + file);
        }
        return resolve(value);
    }

    /** The place of a slot. */
    SlotAddress address(String key) throws ConfigurationException {
        String value = required(key);
        try {
            return SlotAddress.parse(value, this::resolve);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("Setting " + key + " in " + file + ": " + e.getMessage());
        }
    }

    /** Like {@link #path}; empty if it is not set. */
    Optional<Path> optionalPath(String key) {
        String value = text(key, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(resolve(value));
    }

    /** Paths separated by commas, perhaps none. */
    List<Path> paths(String key) {
        List<Path> paths = new ArrayList<>();
        for (String name : names(key, "")) {
            paths.add(resolve(name));
        }
        return paths;
    }

    /** Names separated by commas, perhaps none. */
    List<String> names(String key, String fallback) {
        String value = text(key, fallback);
        return value.isEmpty() ? List.of() : List.of(value.split("\\s*,\\s*"));
    }

    URI https(String key) throws ConfigurationException {
        String value = required(key);
        try {
            URI address = new URI(value);
            if ("https".equals(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // refused below like every other text that is no address
        }
        throw refused(key, value, "an address such as https://gateway:8444");
    }

    /** All settings whose key begins with {@code prefix}, without it. */
    Map<String, String> below(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                asked.add(key);
                found.put(key.substring(prefix.length()), value);
            }
        });
        return found;
    }

    void refuseUnknown() throws ConfigurationException {
        for (String key : values.keySet()) {
            if (!asked.contains(key)) {
                throw new ConfigurationException("Setting " + key + " in " + file + " is not known");
            }
        }
    }

    ConfigurationException refused(String key, String value, String expected) {
        return new ConfigurationException(
                "Setting " + key + " in " + file + " is '" + value + "', expected " + expected);
    }

    private Path resolve(String name) {
        return file.toAbsolutePath().getParent() instanceof Path directory ? directory.resolve(name) : Path.of(name);
    }
}
