package io.slipway.delta.generation;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A release that devices can fetch, as far as payloads are concerned.
 *
 * @param tenant whose it is
 * @param id names it
 * @param name what it is a version of
 * @param deviceTypes the types it is made for; copied
 * @param parts its components, at least one; copied
 * @param publishedAt when it was published; the latest of a name is what devices are brought to
 */
public record PublishedRelease(
        String tenant, UUID id, String name, Set<String> deviceTypes, List<Part> parts, Instant publishedAt) {

    /** Most components that a release may have. */
    public static final int MOST_PARTS = 256;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    /** Checks the form. */
    public PublishedRelease {
        deviceTypes = Set.copyOf(deviceTypes);
        parts = List.copyOf(parts);
        requireName(name, "release");
        if (parts.isEmpty() || parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("a release has 1 to " + MOST_PARTS + " components, not " + parts.size());
        }
        if (parts.stream().anyMatch(part -> !part.image().tenant().equals(tenant))) {
            throw new IllegalArgumentException("a release has images of its own tenant alone");
        }
        if (parts.stream().map(Part::component).distinct().count() < parts.size()) {
            throw new IllegalArgumentException("a release has each component once");
        }
    }

    /**
     * A component of the release.
     *
     * @param component its name
     * @param image what it shall be
     */
    public record Part(String component, Image image) {

        /** Checks the form. */
        public Part {
            requireName(component, "component");
        }
    }

    private static void requireName(String name, String what) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + name + "' is no name of a " + what);
        }
    }
}
