package io.slipway.client.config.file;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.Channel;
import io.slipway.client.config.Configuration.Consideration;
import io.slipway.client.config.Configuration.Device;
import io.slipway.client.config.Configuration.DeviceKey;
import io.slipway.client.config.Configuration.Download;
import io.slipway.client.config.Configuration.Factory;
import io.slipway.client.config.Configuration.Provisioning;
import io.slipway.client.config.Configuration.Server;
import io.slipway.client.config.Configuration.SlotGroup;
import io.slipway.client.config.Configuration.Storage;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.media.BundleTime;
import io.slipway.client.provisioning.file.ProvisionedFiles;
import io.slipway.client.slot.SlotName;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.target.Content;

/** The settings in a properties file (UTF-8); README.md of edge-client lists them. Relative paths are meant from the file's directory. */
public final class ConfigurationFile {

    private static final long MAX_FILE_BYTES = 64 * 1024;

    /** With less, a cancellation and a broken connection would go unnoticed for too long. */
    private static final long LEAST_BYTES_PER_SECOND = 1024;

    /** As many as a command may name. */
    private static final int MOST_COMPONENTS = 32;

    private static final Duration LONGEST_COMMAND = Duration.ofHours(1);

    private static final Set<String> PROVISIONED = Set.of("device.id", "device.type", "server.url", "server.ca");

    private enum KeyPlace {
        FILE,
        PKCS11
    }

    private enum PlainHttp {
        REFUSED,
        ALLOWED
    }

    private ConfigurationFile() {}

    /** Reads and checks all settings. */
    public static Configuration read(Path file) throws ConfigurationException {
        Settings settings = new Settings(file, composed(file));
        Path data = settings.path("data", "");
        Configuration configuration = new Configuration(
                new Device(
                        settings.identifier("device.id"),
                        settings.identifier("device.type"),
                        settings.below("attribute.")),
                data,
                server(settings),
                new Download(
                        settings.paths("download.ca"),
                        settings.choice("download.plain-http", PlainHttp.class, PlainHttp.REFUSED) == PlainHttp.ALLOWED,
                        (int) settings.number("download.attempts", 1, 10_000, 60),
                        settings.number("download.checkpoint", 1 << 20, 1L << 40, 32 << 20),
                        consideration(settings)),
                storage(settings),
                BootSettings.read(settings),
                healthChecks(settings),
                settings.path("trust.root", data.resolve("root.json").toString()),
                enrolmentToken(settings, data),
                settings.choice("media.time", BundleTime.Source.class, BundleTime.Source.SYSTEM),
                deviceKey(settings));
        provisioning(settings);
        settings.refuseUnknown();
        return configuration;
    }

    /** Reads what a device needs before it is provisioned; what else is in the file may be incomplete. */
    public static Provisioning readProvisioning(Path file) throws ConfigurationException {
        return provisioning(new Settings(file, properties(file)));
    }

    private static Provisioning provisioning(Settings settings) throws ConfigurationException {
        Path data = settings.path("data", "");
        Duration timeout = settings.duration("provisioning.hook.timeout", "60s");
        if (timeout.compareTo(LONGEST_COMMAND) > 0) {
            throw settings.refused("provisioning.hook.timeout", timeout.toString(), "at most 1h");
        }
        return new Provisioning(
                data,
                settings.path("provisioning.file", "/boot/slipway-device.ini"),
                settings.text("provisioning.hook", ""),
                timeout,
                enrolmentToken(settings, data));
    }

    private static Path enrolmentToken(Settings settings, Path data) throws ConfigurationException {
        return settings.path(
                "enrolment.token-file", data.resolve("enrolment-token").toString());
    }

    private static DeviceKey deviceKey(Settings settings) throws ConfigurationException {
        KeyPlace place = settings.choice("identity.key", KeyPlace.class, KeyPlace.FILE);
        int slot = (int) settings.number("identity.pkcs11.slot-index", 0, 255, 0);
        boolean token = place == KeyPlace.PKCS11;
        String none = token ? "" : "/nonexistent";
        Path library = settings.path("identity.pkcs11.library", none);
        Path pin = settings.path("identity.pkcs11.pin-file", none);
        return token ? new DeviceKey.InToken(library, slot, pin) : new DeviceKey.InFile();
    }

    /** Without an address there is no server, whatever else is said about it. */
    private static Optional<Server> server(Settings settings) throws ConfigurationException {
        boolean known = !settings.text("server.url", "").isEmpty();
        List<Path> authorities = settings.paths("server.ca");
        Channel channel = settings.choice("link", Channel.class, Channel.MQTT);
        String broker = settings.text("mqtt.url", "");
        Duration poll = settings.duration("poll.interval", "30s");
        return known
                ? Optional.of(new Server(settings.https("server.url"), authorities, channel, broker, poll))
                : Optional.empty();
    }

    /** The settings in {@code file} and, laid over them, what the device was provisioned with: a provisioned setting counts. */
    private static Map<String, String> composed(Path file) throws ConfigurationException {
        Map<String, String> settings = new HashMap<>(properties(file));
        Path provisioned = new Settings(file, settings).path("data", "").resolve(ProvisionedFiles.SETTINGS);
        if (Files.exists(provisioned)) {
            for (Map.Entry<String, String> setting : properties(provisioned).entrySet()) {
                if (!PROVISIONED.contains(setting.getKey())) {
                    throw new ConfigurationException("Setting " + setting.getKey() + " in " + provisioned
                            + " is none that a device is provisioned with");
                }
                settings.put(setting.getKey(), setting.getValue());
            }
        }
        return settings;
    }

    private static Map<String, String> properties(Path file) throws ConfigurationException {
        Properties properties = new Properties();
        try {
            if (Files.size(file) > MAX_FILE_BYTES) {
                throw new ConfigurationException(
                        "The configuration " + file + " has more than " + MAX_FILE_BYTES + " bytes");
            }
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException("Cannot read the configuration " + file + ": " + e.getMessage());
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(name -> name, properties::getProperty));
    }

    private static Consideration consideration(Settings settings) throws ConfigurationException {
        String key = "download.bytes-per-second";
        long rate = settings.number(key, 0, 1L << 40, 0);
        if (rate > 0 && rate < LEAST_BYTES_PER_SECOND) {
            throw settings.refused(key, Long.toString(rate), "0 for no limit, or at least " + LEAST_BYTES_PER_SECOND);
        }
        return new Consideration(rate == 0 ? OptionalLong.empty() : OptionalLong.of(rate), (int)
                settings.number("install.nice", 0, 19, 0));
    }

    private static Storage storage(Settings settings) throws ConfigurationException {
        List<String> components = settings.names("slots", "rootfs");
        if (components.size() > MOST_COMPONENTS || Set.copyOf(components).size() < components.size()) {
            throw settings.refused(
                    "slots",
                    String.join(",", components),
                    "at most " + MOST_COMPONENTS + " names of components, each once");
        }
        List<SlotGroup> groups = new ArrayList<>();
        for (String component : components) {
            String prefix = "slot." + component;
            groups.add(new SlotGroup(
                    component,
                    settings.path(prefix + ".a", ""),
                    settings.path(prefix + ".b", ""),
                    settings.number(prefix + ".capacity", 1, 1L << 50, 1L << 40)));
        }
        return new Storage(groups, factory(settings, components));
    }

    private static Factory factory(Settings settings, List<String> components) throws ConfigurationException {
        Map<String, Content> images = new HashMap<>();
        for (String component : components) {
            String key = "factory." + component + ".sha256";
            String digest = settings.text(key, "");
            if (digest.isEmpty()) {
                continue;
            }
            if (!digest.matches("[0-9a-f]{64}")) {
                throw settings.refused(key, digest, "64 lower-case hexadecimal digits");
            }
            String length = "factory." + component + ".length";
            settings.required(length);
            images.put(component, new Content(settings.number(length, 1, 1L << 50, 1), new Sha256(digest)));
        }
        String slot = settings.text("factory.slot", "a");
        return new Factory(
                SlotName.parse(slot).orElseThrow(() -> settings.refused("factory.slot", slot, "a or b")),
                images.isEmpty() ? settings.text("factory.name", "") : settings.identifier("factory.name"),
                images.isEmpty() ? settings.text("factory.version", "") : settings.identifier("factory.version"),
                images);
    }

    private static List<HealthCheck> healthChecks(Settings settings) throws ConfigurationException {
        List<HealthCheck> checks = new ArrayList<>();
        for (String name : settings.names("health.checks", "")) {
            Duration timeout = settings.duration("health." + name + ".timeout", "60s");
            if (timeout.compareTo(LONGEST_COMMAND) > 0) {
                throw settings.refused("health." + name + ".timeout", timeout.toString(), "at most 1h");
            }
            checks.add(new HealthCheck(name, settings.required("health." + name + ".command"), timeout));
        }
        return checks;
    }
}
