package io.slipway.device.identity;

import java.util.regex.Pattern;

/** The name of a tenant: {@code [a-z0-9][a-z0-9-]{0,31}}. */
public record Tenant(String name) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** The tenant of installations that have only one. */
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        if (!FORM.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "tenant: expected 1 to 32 of a-z, 0-9 and '-', beginning with a letter or digit");
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
