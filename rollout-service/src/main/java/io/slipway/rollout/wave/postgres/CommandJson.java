package io.slipway.rollout.wave.postgres;

import java.util.List;

import io.slipway.rollout.release.ReleaseComponent;

/** The parts of {@code InstallUpdate} that are the same for every device of a wave, as {@code docs/contracts/README.md} has them. */
final class CommandJson {

    private CommandJson() {}

    /** {@code release} of the command. */
    record Release(String id, String name, String version) {

        static Release of(io.slipway.rollout.release.Release release) {
            return new Release(
                    release.id().toString(), release.name(), release.version().value());
        }
    }

    /** An element of {@code components} of the command. */
    record Component(String name, String target, String payload) {}

    static List<Component> components(io.slipway.rollout.release.Release release) {
        return release.components().stream().map(CommandJson::component).toList();
    }

    private static Component component(ReleaseComponent component) {
        String payload = component
                .payload()
                .orElseThrow(() -> new IllegalArgumentException("no payload for component " + component.name()));
        return new Component(component.name().value(), component.target(), payload);
    }
}
