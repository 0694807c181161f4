package io.slipway.artifact.repository;

import java.util.List;
import java.util.UUID;

import io.slipway.artifact.tenant.Tenant;

/** The payloads that were offered. Each method is one transaction and blocks. */
public interface Payloads {

    /**
     * Remembers an offer once, however often the event comes.
     *
     * @param event the event that it came with
     * @return false if the tenant has no release with this image in this component
     */
    boolean accept(UUID event, PayloadOffer offer);

    /** Offers that are not signed yet, oldest first, at most {@code most}. */
    List<PayloadOffer> unsigned(Tenant tenant, int most);
}
