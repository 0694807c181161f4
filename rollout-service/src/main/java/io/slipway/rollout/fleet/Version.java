package io.slipway.rollout.fleet;

/**
 * The version of a release. Versions are compared for equality only; they have no order here.
 *
 * @param value {@code [A-Za-z0-9][A-Za-z0-9._+~-]{0,63}}
 */
public record Version(String value) {

    public Version {
        Identifiers.require("version", value, Identifiers.LABEL);
    }

    @Override
    public String toString() {
        return value;
    }
}
