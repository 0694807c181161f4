package io.slipway.delta.generation;

import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A component of a release whose image devices will want to fetch as a full payload.
 *
 * @param releaseId the release
 * @param component the component's name
 * @param image the component's image
 */
public record WantedPath(UUID releaseId, String component, Image image) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+~-]{0,63}");

    /** Checks the form. */
    public WantedPath {
        if (!NAME.matcher(component).matches()) {
            throw new IllegalArgumentException("'" + component + "' is no name of a component");
        }
    }
}
