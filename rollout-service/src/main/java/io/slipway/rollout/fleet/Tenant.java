package io.slipway.rollout.fleet;

/**
 * Who owns a device, a release or a rollout. Nothing of one tenant is visible to another.
 *
 * @param value {@code [a-z0-9][a-z0-9-]{0,31}}, see {@code docs/contracts/README.md}
 */
public record Tenant(String value) {

    /** The tenant of an installation that has only one. */
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        Identifiers.require("tenant", value, Identifiers.TENANT);
    }

    @Override
    public String toString() {
        return value;
    }
}
