package io.slipway.artifact.repository;

import java.util.Optional;

import io.slipway.artifact.tenant.Tenant;

/** Signs online metadata again, well before it expires. */
public final class RenewMetadata {

    private final AmendRepository amend;
    private final OnlineSigning signing;

    public RenewMetadata(AmendRepository amend, OnlineSigning signing) {
        this.amend = amend;
        this.signing = signing;
    }

    /** Renews what is due; returns whether anything was. */
    public boolean renew(Tenant tenant) {
        return amend.amend(
                tenant,
                (current, keys) -> signing.isDue(current.revision())
                        ? Optional.of(signing.renewed(current.revision(), keys))
                        : Optional.empty());
    }
}
