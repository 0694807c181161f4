package io.slipway.artifact.signing;

import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.target.PayloadTarget;

/** A role that this service signs. */
public enum OnlineRole {
    /** Which files belong together. */
    SNAPSHOT(RoleName.SNAPSHOT),
    /** Which snapshot is the latest. */
    TIMESTAMP(RoleName.TIMESTAMP),
    /** Update payloads, by delegation from targets. */
    PAYLOADS(PayloadTarget.ROLE);

    private final RoleName roleName;

    OnlineRole(RoleName roleName) {
        this.roleName = roleName;
    }

    /** Its name in metadata. */
    public RoleName roleName() {
        return roleName;
    }
}
