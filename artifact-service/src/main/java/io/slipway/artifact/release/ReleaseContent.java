package io.slipway.artifact.release;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.target.ImageTarget;

/**
 * What a release is; it never changes.
 *
 * @param id the release
 * @param tenant whose it is
 * @param name of the release; with {@code version} unique within the tenant
 * @param version of the release
 * @param deviceTypes it may be installed on, 1 to 256; copied
 * @param components 1 to 64, each name once; copied
 */
public record ReleaseContent(
        UUID id, Tenant tenant, String name, String version, List<String> deviceTypes, List<Component> components) {

    private static final int MOST_COMPONENTS = 64;

    public ReleaseContent {
        deviceTypes = List.copyOf(deviceTypes);
        components = List.copyOf(components);
        if (components.isEmpty() || components.size() > MOST_COMPONENTS) {
            throw new IllegalArgumentException(
                    "components: expected 1 to " + MOST_COMPONENTS + ", found " + components.size());
        }
        Set<String> names = new HashSet<>();
        for (Component component : components) {
            if (!names.add(component.name())) {
                throw new IllegalArgumentException("components: expected each name once, found one again");
            }
            image(id, name, version, deviceTypes, component); // checks the form of every name
        }
    }

    /** The targets that offline-signed metadata has to name, one for each component. */
    public List<ImageTarget> images() {
        return components.stream()
                .map(component -> image(id, name, version, deviceTypes, component))
                .toList();
    }

    private static ImageTarget image(
            UUID id, String name, String version, List<String> deviceTypes, Component component) {
        return new ImageTarget(
                ImageTarget.pathOf(name, version, component.name()),
                component.content(),
                id,
                deviceTypes,
                component.name(),
                component.format());
    }
}
