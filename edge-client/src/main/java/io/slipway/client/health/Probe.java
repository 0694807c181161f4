package io.slipway.client.health;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What a health check looks at. */
public sealed interface Probe {

    /** A program of the system is asked. */
    sealed interface OfProgram extends Probe {}

    /** The kernel's figures are read. */
    sealed interface OfMachine extends Probe {}

    /**
     * A command in the system's shell ends with exit code 0. It sees the variables of the trial: {@code SLIPWAY_SLOT}, {@code SLIPWAY_SLOT_PATH},
     * {@code SLIPWAY_DEPLOYMENT_ID}, {@code SLIPWAY_RELEASE_NAME}, {@code SLIPWAY_RELEASE_VERSION}.
     */
    record Command(String command) implements OfProgram {

        public Command {
            if (command.isBlank()) {
                throw new IllegalArgumentException("A command is not blank");
            }
        }
    }

    /** {@code systemctl is-active} says so of the unit. */
    record Unit(String unit) implements OfProgram {}

    /** {@code systemctl is-system-running} answers with one of {@code states}, for example {@code running}. */
    record System(Set<String> states) implements OfProgram {

        public System {
            states = Set.copyOf(states);
        }
    }

    /**
     * An HTTP GET is answered as expected; redirects are not followed.
     *
     * @param authorities PEM files that the server's certificate may come from; empty for the platform's own
     * @param contains what the first 64 KiB of the body have in them; empty for anything
     */
    record Http(URI address, List<Path> authorities, int status, String contains) implements Probe {

        public Http {
            authorities = List.copyOf(authorities);
        }
    }

    /** A TCP connection can be opened. */
    record Tcp(String host, int port) implements Probe {}

    /** The update server answers this device, which shows its certificate. */
    record Server() implements Probe {}

    /** {@code MemAvailable} of {@code /proc/meminfo} is at least so much. */
    record Memory(Amount least) implements OfMachine {}

    /** The file system that holds {@code path} has room for at least so much. */
    record Disk(Path path, Amount least) implements OfMachine {}

    /** The machine has been up, and all other checks have been passing, for at least so long. */
    record UpTime(Duration least) implements OfMachine {}
}
