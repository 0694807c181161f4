package io.slipway.client.component;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The components of a device that handlers bring into use, by name. */
public record HandledComponents(Map<String, Handled> components) {

    public HandledComponents {
        components = Map.copyOf(components);
    }

    /** A component with its handler and the place for its images. */
    public record Handled(ComponentHandler handler, StagingArea area) {}

    public Set<String> names() {
        return components.keySet();
    }

    public Optional<Handled> find(String component) {
        return Optional.ofNullable(components.get(component));
    }

    /** The component of this name, which exists. */
    public Handled get(String component) {
        return find(component)
                .orElseThrow(() -> new IllegalArgumentException("Nothing handles a component " + component));
    }
}
