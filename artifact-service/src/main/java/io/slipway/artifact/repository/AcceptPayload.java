package io.slipway.artifact.repository;

import java.util.UUID;

/** Remembers a payload that was offered, to be signed with the next batch. */
public final class AcceptPayload {

    private final Payloads payloads;

    public AcceptPayload(Payloads payloads) {
        this.payloads = payloads;
    }

    /**
     * Remembers the offer; idempotent.
     *
     * @param event the event that it came with
     * @return false if the tenant has no release with this image in this component: it will never be signed
     */
    public boolean accept(UUID event, PayloadOffer offer) {
        return payloads.accept(event, offer);
    }
}
