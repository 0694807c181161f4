package io.slipway.client.config.file;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.config.ConfigurationException;
import io.slipway.client.health.Amount;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.health.Pace;
import io.slipway.client.health.Probe;

/** The settings {@code health.*}. */
final class HealthSettings {

    private static final int MOST_CHECKS = 64;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,18})|([0-9]{1,2}|100) ?%");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
    private static final Set<String> SYSTEM_STATES =
            Set.of("initializing", "starting", "running", "degraded", "maintenance", "stopping", "offline", "unknown");

    private enum Type {
        COMMAND,
        SYSTEMD,
        HTTP,
        TCP,
        SERVER,
        MEMORY,
        DISK,
        UPTIME
    }

    private final Settings settings;

    HealthSettings(Settings settings) {
        this.settings = settings;
    }

    List<HealthCheck> checks() throws ConfigurationException {
        String deadline = settings.text("health.deadline", "");
        String interval = settings.text("health.interval", Pace.INTERVAL.toSeconds() + "s");
        List<HealthCheck> checks = new ArrayList<>();
        for (String name : names()) {
            String prefix = "health." + name;
            Pace pace = new Pace(
                    settings.duration(prefix + ".timeout", "60s", Pace.MAX_TIMEOUT),
                    optional(Pace.MAX_DEADLINE, prefix + ".deadline", deadline),
                    settings.duration(prefix + ".interval", interval, Pace.MAX_TIMEOUT));
            checks.add(new HealthCheck(name, probe(prefix, pace), pace));
        }
        return checks;
    }

    private List<String> names() throws ConfigurationException {
        List<String> names = settings.names("health.checks", "");
        boolean wellNamed = names.stream().allMatch(NAME.asMatchPredicate());
        if (!wellNamed || names.size() > MOST_CHECKS || Set.copyOf(names).size() < names.size()) {
            throw settings.refused(
                    "health.checks",
                    String.join(", ", names),
                    "at most " + MOST_CHECKS + " different names of letters, digits, dots, hyphens and underscores");
        }
        return names;
    }

    Duration soak() throws ConfigurationException {
        return optional(Pace.MAX_DEADLINE, "health.soak", "");
    }

    private Probe probe(String prefix, Pace pace) throws ConfigurationException {
        return switch (settings.choice(prefix + ".type", Type.class, Type.COMMAND)) {
            case COMMAND -> new Probe.Command(settings.required(prefix + ".command"));
            case SYSTEMD -> systemd(prefix);
            case HTTP ->
                new Probe.Http(
                        address(prefix + ".url"),
                        settings.paths(prefix + ".ca"),
                        (int) settings.number(prefix + ".status", 100, 599, 200),
                        settings.text(prefix + ".contains", ""));
            case TCP -> tcp(prefix + ".address");
            case SERVER -> new Probe.Server();
            case MEMORY -> new Probe.Memory(amount(prefix + ".free"));
            case DISK -> new Probe.Disk(settings.path(prefix + ".path", ""), amount(prefix + ".free"));
            case UPTIME -> upTime(prefix, pace);
        };
    }

    private Probe systemd(String prefix) throws ConfigurationException {
        List<String> states = settings.names(prefix + ".system", "");
        String unit = settings.text(prefix + ".unit", "");
        if (states.isEmpty()) {
            return new Probe.Unit(settings.required(prefix + ".unit"));
        }
        if (!unit.isEmpty() || !SYSTEM_STATES.containsAll(states)) {
            throw settings.refused(
                    prefix + ".system",
                    String.join(", ", states),
                    "states of systemctl is-system-running, such as running, degraded, and no " + prefix + ".unit");
        }
        return new Probe.System(Set.copyOf(states));
    }

    private Probe tcp(String key) throws ConfigurationException {
        String value = settings.required(key);
        Matcher matcher = HOST_AND_PORT.matcher(value);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw settings.refused(key, value, "a host and a port, such as localhost:8080");
        }
        return new Probe.Tcp(matcher.group(1), port);
    }

    private Probe upTime(String prefix, Pace pace) throws ConfigurationException {
        Duration least = settings.duration(prefix + ".least", "5m");
        boolean inTime = pace.deadline().isZero() || least.compareTo(pace.deadline()) < 0;
        if (!inTime || least.compareTo(Pace.MAX_DEADLINE) > 0) {
            throw settings.refused(
                    prefix + ".least", least.toString(), "less than the check's deadline, and at most a day");
        }
        return new Probe.UpTime(least);
    }

    private URI address(String key) throws ConfigurationException {
        String value = settings.required(key);
        try {
            URI address = new URI(value);
            String scheme =
                    address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            if (Set.of("http", "https").contains(scheme) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // refused below like every other text that is no address
        }
        throw settings.refused(key, value, "an address such as http://localhost:8080/health");
    }

    private Amount amount(String key) throws ConfigurationException {
        String value = settings.required(key);
        Matcher matcher = AMOUNT.matcher(value);
        if (!matcher.matches()) {
            throw settings.refused(key, value, "bytes, such as 33554432, or a part of all, such as 10%");
        }
        return matcher.group(1) == null
                ? new Amount.Percent(Integer.parseInt(matcher.group(2)))
                : new Amount.Bytes(Long.parseLong(matcher.group(1)));
    }

    /** Zero if there is none. */
    private Duration optional(Duration most, String key, String fallback) throws ConfigurationException {
        return settings.text(key, fallback).isEmpty() ? Duration.ZERO : settings.duration(key, fallback, most);
    }
}
