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
import java.util.stream.Stream;

import io.slipway.client.config.Configuration;
import io.slipway.client.config.Configuration.Channel;
import io.slipway.client.config.Configuration.Consideration;
import io.slipway.client.config.Configuration.Device;
import io.slipway.client.config.Configuration.DeviceKey;
import io.slipway.client.config.Configuration.Download;
import io.slipway.client.config.Configuration.Factory;
import io.slipway.client.config.Configuration.LocalData;
import io.slipway.client.config.Configuration.Provisioning;
import io.slipway.client.config.Configuration.Server;
import io.slipway.client.config.Configuration.SlotAccess;
import io.slipway.client.config.Configuration.SlotGroup;
import io.slipway.client.config.Configuration.Storage;
import io.slipway.client.config.Configuration.Verity;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.media.BundleTime;
import io.slipway.client.provisioning.file.ProvisionedFiles;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.luks.LuksKey;
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

    private enum HashTrees {
        NONE,
        TAIL,
        DEVICE,
        IMAGE
    }

    private enum ReadBack {
        MEDIUM,
        CACHE
    }

    private enum KeySource {
        FILE,
        COMMAND,
        TOKEN
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
                new HealthSettings(settings).checks(),
                new HealthSettings(settings).soak(),
                new LocalSettings(settings).local(),
                localData(settings, data),
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
                    settings.address(prefix + ".a"),
                    settings.address(prefix + ".b"),
                    settings.number(prefix + ".capacity", 1, 1L << 50, 1L << 40),
                    verity(settings, prefix + ".verity")));
        }
        return new Storage(
                groups,
                new HandlerSettings(settings).components(components, MOST_COMPONENTS),
                slotAccess(settings, groups),
                factory(settings, components));
    }

    private static Verity verity(Settings settings, String key) throws ConfigurationException {
        return switch (settings.choice(key, HashTrees.class, HashTrees.NONE)) {
            case NONE -> new Verity.None();
            case TAIL -> new Verity.Tail();
            case DEVICE -> new Verity.Device(hashDevice(settings, key + ".a"), hashDevice(settings, key + ".b"));
            case IMAGE -> {
                long offset = settings.number(key + ".offset", 0, 1L << 50, 0);
                yield new Verity.Image(offset == 0 ? OptionalLong.empty() : OptionalLong.of(offset));
            }
        };
    }

    private static SlotAddress hashDevice(Settings settings, String key) throws ConfigurationException {
        SlotAddress address = settings.address(key);
        if (address instanceof SlotAddress.Luks) {
            throw settings.refused(key, address.toString(), "a device without LUKS: hashes tell nothing of the data");
        }
        return address;
    }

    private static SlotAccess slotAccess(Settings settings, List<SlotGroup> groups) throws ConfigurationException {
        for (String key : List.of("luks.key", "luks.key.file", "luks.key.command", "verity.roots")) {
            settings.text(key, ""); // known, whether or not a slot needs it
        }
        boolean verity = groups.stream().anyMatch(group -> !(group.verity() instanceof Verity.None));
        boolean luks = groups.stream()
                .flatMap(group -> Stream.of(group.a(), group.b()))
                .anyMatch(SlotAddress.Luks.class::isInstance);
        return new SlotAccess(
                (int) settings.number("slots.witnesses", 2, 3, 2),
                settings.choice("slots.read-back", ReadBack.class, ReadBack.MEDIUM) == ReadBack.MEDIUM,
                luks ? Optional.of(luksKey(settings)) : Optional.empty(),
                settings.text("luks.cryptsetup", "cryptsetup"),
                verity ? Optional.of(settings.path("verity.roots", "")) : Optional.empty());
    }

    private static LuksKey luksKey(Settings settings) throws ConfigurationException {
        return switch (settings.choice("luks.key", KeySource.class, KeySource.FILE)) {
            case FILE -> new LuksKey.KeyFile(settings.path("luks.key.file", ""));
            case COMMAND -> new LuksKey.KeyCommand(settings.required("luks.key.command"));
            case TOKEN -> new LuksKey.Token();
        };
    }

    private static LocalData localData(Settings settings, Path data) throws ConfigurationException {
        List<Path> wiped = settings.paths("wipe.directories");
        for (Path directory : wiped) {
            if (data.normalize().startsWith(directory.normalize())
                    || directory.normalize().startsWith(data.normalize())) {
                throw settings.refused(
                        "wipe.directories",
                        directory.toString(),
                        "directories outside of " + data + ", and not around it");
            }
        }
        return new LocalData(
                settings.paths("overlay.directory").stream().findFirst(),
                settings.path("migrations.directory", "/usr/lib/slipway/migrations"),
                settings.duration("migrations.timeout", "5m"),
                wiped);
    }

    private static Factory factory(Settings settings, List<String> components) throws ConfigurationException {
        Map<String, Content> images = new HashMap<>();
        Map<String, Path> preserved = new HashMap<>();
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
            if (!settings.text("factory." + component + ".image", "").isEmpty()) {
                preserved.put(component, settings.path("factory." + component + ".image", ""));
            }
        }
        String slot = settings.text("factory.slot", "a");
        return new Factory(
                SlotName.parse(slot).orElseThrow(() -> settings.refused("factory.slot", slot, "a or b")),
                images.isEmpty() ? settings.text("factory.name", "") : settings.identifier("factory.name"),
                images.isEmpty() ? settings.text("factory.version", "") : settings.identifier("factory.version"),
                images,
                preserved);
    }
}
