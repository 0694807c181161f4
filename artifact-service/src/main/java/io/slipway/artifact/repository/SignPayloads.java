package io.slipway.artifact.repository;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.role.Target;

/** Signs the payloads that were offered, all that are waiting with one change. */
public final class SignPayloads {

    private static final int BATCH = 1000;

    private final AmendRepository amend;
    private final Payloads payloads;
    private final OnlineSigning signing;

    public SignPayloads(AmendRepository amend, Payloads payloads, OnlineSigning signing) {
        this.amend = amend;
        this.payloads = payloads;
        this.signing = signing;
    }

    /**
     * Signs what is waiting.
     *
     * @return whether there was anything
     * @throws RepositoryRefusedException if the tenant has no repository yet; the offers wait
     */
    public boolean sign(Tenant tenant) {
        return amend.amend(tenant, (current, keys) -> {
            List<PayloadOffer> waiting = payloads.unsigned(tenant, BATCH);
            if (waiting.isEmpty()) {
                return Optional.empty();
            }
            List<Target> targets =
                    waiting.stream().map(offer -> offer.target().toTarget()).toList();
            return Optional.of(
                    signing.withPayloads(current.revision(), targets, keys).signingPayloads(Set.copyOf(targets)));
        });
    }
}
