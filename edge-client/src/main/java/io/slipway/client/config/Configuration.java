package io.slipway.client.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

import io.slipway.client.component.ComponentSettings;
import io.slipway.client.consent.LocalConsent;
import io.slipway.client.health.HealthCheck;
import io.slipway.client.media.BundleTime;
import io.slipway.client.notification.SocketPlace;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.luks.LuksKey;
import io.slipway.client.watchdog.FeedWatchdog;
import io.slipway.metadata.target.Content;

/**
 * The settings of one device, all of them checked.
 *
 * @param data directory for everything that the client keeps
 * @param server none on a device that is updated from local media alone
 * @param healthChecks in the order in which they run
 * @param soak how long they must go on passing once all of them have passed
 * @param mediaTime by which bundles on local media are checked
 */
public record Configuration(
        Device device,
        Path data,
        Optional<Server> server,
        Download download,
        Storage storage,
        Boot boot,
        List<HealthCheck> healthChecks,
        Duration soak,
        Local local,
        LocalData localData,
        Path trustedRoot,
        Path enrolmentToken,
        BundleTime.Source mediaTime,
        DeviceKey deviceKey) {

    public Configuration {
        healthChecks = List.copyOf(healthChecks);
    }

    /**
     * What the device is.
     *
     * @param attributes free facts for status reports
     */
    public record Device(String id, String type, Map<String, String> attributes) {

        public Device {
            attributes = Map.copyOf(attributes);
        }
    }

    /**
     * The gateway.
     *
     * @param authorities PEM files that its certificate may come from; empty for the platform's own
     * @param broker address that takes precedence over the one from enrolment, or empty
     * @param pollInterval until the gateway names another
     */
    public record Server(URI url, List<Path> authorities, Channel channel, String broker, Duration pollInterval) {

        public Server {
            authorities = List.copyOf(authorities);
        }
    }

    /** How commands and reports travel. */
    public enum Channel {
        MQTT,
        HTTPS
    }

    /**
     * Fetching payloads.
     *
     * @param authorities PEM files that the object store's certificate may come from, besides those of the gateway
     * @param plainHttp whether a redirect to an address without TLS is followed
     * @param attempts failures in a row after which a download is given up
     * @param checkpointBytes image bytes after which progress is made durable
     */
    public record Download(
            List<Path> authorities,
            boolean plainHttp,
            int attempts,
            long checkpointBytes,
            Consideration consideration) {

        public Download {
            authorities = List.copyOf(authorities);
        }
    }

    /**
     * What an update leaves to the device's own work.
     *
     * @param bytesPerSecond of payloads that are fetched at most; none for as many as come
     * @param nice value of the threads that install, 0 to 19
     */
    public record Consideration(OptionalLong bytesPerSecond, int nice) {}

    /**
     * Where images go.
     *
     * @param groups the slots of each component, at least one
     * @param handled components without slots
     * @param access how slots are reached
     * @param factory what the slots hold when the device leaves the factory
     */
    public record Storage(List<SlotGroup> groups, List<ComponentSettings> handled, SlotAccess access, Factory factory) {

        public Storage {
            groups = List.copyOf(groups);
            handled = List.copyOf(handled);
        }

        /** Names of the components that have slots. */
        public List<String> components() {
            return groups.stream().map(SlotGroup::component).toList();
        }
    }

    /**
     * The two slots of a component.
     *
     * @param component name of the component in releases
     * @param fileCapacity bytes that a slot may have which is a regular file
     */
    public record SlotGroup(String component, SlotAddress a, SlotAddress b, long fileCapacity, Verity verity) {}

    /** Where the hash trees of a component's images are. */
    public sealed interface Verity {

        /** There are none. */
        record None() implements Verity {}

        /** The client makes them and puts them behind the images. */
        record Tail() implements Verity {}

        /** The client makes them and puts them on devices of their own. */
        record Device(SlotAddress a, SlotAddress b) implements Verity {}

        /**
         * The images bring them.
         *
         * @param hashOffset byte of the image at which the superblock is; without it right behind the data
         */
        record Image(OptionalLong hashOffset) implements Verity {}
    }

    /**
     * How slots are reached.
     *
     * @param witnesses how many of command line, mounted root and bootloader must say which slot runs
     * @param pastCache whether reading back asks the medium
     * @param luksKey of all slots inside LUKS volumes
     * @param cryptsetup the program
     * @param verityRoots directory for the roots of hash trees; there if a component has them
     */
    public record SlotAccess(
            int witnesses,
            boolean pastCache,
            Optional<LuksKey> luksKey,
            String cryptsetup,
            Optional<Path> verityRoots) {}

    /**
     * What lies in the slots that no update has written.
     *
     * @param slot where it lies
     * @param name of the release
     * @param version of the release
     * @param images by component; empty if nothing is known
     * @param preserved files or devices with copies of them, by component
     */
    public record Factory(
            SlotName slot, String name, String version, Map<String, Content> images, Map<String, Path> preserved) {

        public Factory {
            images = Map.copyOf(images);
            preserved = Map.copyOf(preserved);
        }
    }

    /**
     * Data of the device that updates leave in place.
     *
     * @param overlays directory with writable layers, if there are any
     * @param migrations directory of executables in the system that runs
     * @param migrationTimeout of each
     * @param wiped directories whose content goes when data is wiped
     */
    public record LocalData(Optional<Path> overlays, Path migrations, Duration migrationTimeout, List<Path> wiped) {

        public LocalData {
            wiped = List.copyOf(wiped);
        }
    }

    /**
     * What the client has to do with the machine's other programs.
     *
     * @param hooks directory with hooks; none for no hooks
     * @param hookTimeout of each hook
     */
    public record Local(
            Optional<Guard> watchdog,
            Notification notification,
            LocalConsent.Settings consent,
            Optional<Path> hooks,
            Duration hookTimeout) {}

    /** A watchdog that is to be fed. */
    public record Guard(Path device, FeedWatchdog.Settings settings) {}

    /** Where local programs are told the state of the update. */
    public record Notification(Optional<Path> file, Optional<SocketPlace> socket) {}

    /**
     * The bootloader.
     *
     * @param trialLimit boots that a trial may take
     * @param rebootCommand run to reboot, or empty to end with exit code 10
     */
    public record Boot(BootLoader loader, int trialLimit, String rebootCommand) {}

    /** Where the device's private key is kept. */
    public sealed interface DeviceKey {

        /** In a file below {@code data}. */
        record InFile() implements DeviceKey {}

        /**
         * In a token that does not give it away.
         *
         * @param library PKCS #11 module
         * @param slot index in the module's list of slots
         * @param pin file with the user's PIN
         */
        record InToken(Path library, int slot, Path pin) implements DeviceKey {}
    }

    /**
     * What a new device is told by a file on its boot partition.
     *
     * @param data as in {@link Configuration}
     * @param file read once, if it is there
     * @param hook given the network hints, or empty
     * @param hookTimeout after which the hook is ended
     */
    public record Provisioning(Path data, Path file, String hook, Duration hookTimeout, Path enrolmentToken) {}
}
