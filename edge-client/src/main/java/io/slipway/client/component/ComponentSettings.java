package io.slipway.client.component;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is set for a component without slots.
 *
 * @param component its name in releases
 * @param capacity bytes that an image may have
 */
public record ComponentSettings(String component, long capacity, How how) {

    /** How it is brought into use. */
    public sealed interface How {

        /**
         * By an executable of the integrator.
         *
         * @param timeout of each call
         */
        record Command(Path executable, Duration timeout) implements How {}

        /**
         * As files in a tree.
         *
         * @param include patterns of files that an update may change
         * @param exclude patterns of files that it may not
         * @param delete whether files go that it may change and does not have
         */
        record Files(Path target, List<String> include, List<String> exclude, boolean delete) implements How {

            public Files {
                include = List.copyOf(include);
                exclude = List.copyOf(exclude);
            }
        }

        /**
         * As containers.
         *
         * @param engineCommand program and first arguments of the container engine
         * @param composeCommand program and first arguments of what starts the containers of a compose file
         * @param deadline by which containers must run and be healthy, and of each call
         */
        record Compose(Engine engine, List<String> engineCommand, List<String> composeCommand, Duration deadline)
                implements How {

            public Compose {
                engineCommand = List.copyOf(engineCommand);
                composeCommand = List.copyOf(composeCommand);
            }
        }

        /**
         * As one of two copies of the bootloader.
         *
         * @param a place of a copy
         * @param b place of the other
         * @param offset bytes, in both, at which the machine's ROM expects the bootloader
         * @param selection executable that tells and changes which copy the ROM starts
         * @param timeout of each call
         */
        record Bootloader(Path a, Path b, long offset, Path selection, Duration timeout) implements How {}

        /** Container engines, which differ in details. */
        enum Engine {
            PODMAN,
            DOCKER
        }
    }
}
