package io.slipway.artifact.tenant;

import java.util.regex.Pattern;

/**
 * An organisation whose fleet is kept apart from all others.
 *
 * @param name 1 to 32 lower-case letters, digits and hyphens that do not start with a hyphen (docs/contracts/README.md, Identifiers)
 */
public record Tenant(String name) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Tenant {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException("tenant: expected " + FORM + ", found another form");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
