package io.slipway.client.install;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.verity.Protection;
import io.slipway.client.slot.verity.VerityRefusedException;
import io.slipway.metadata.target.Content;
import io.slipway.payload.apply.TargetVerification;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/** Reads a whole slot back and protects what it holds: the last step before it may be booted. */
public final class VerifyImage {

    private final Map<String, Protection> protections;

    /** @param protections by component; those that are not there have none */
    public VerifyImage(Map<String, Protection> protections) {
        this.protections = Map.copyOf(protections);
    }

    /** What is wrong with the slot of {@code component}, if it does not hold exactly the bytes of {@code image} or they cannot be protected; blocks. */
    public Optional<Reason> verify(String component, InactiveSlot slot, Content image) {
        Sha256 sha256 = new Sha256(image.sha256().hex());
        try {
            try (SlotContent content = slot.read()) {
                new TargetVerification(content).verify(image.length(), sha256, _ -> {});
            }
            protections.getOrDefault(component, Protection.NONE).protect(slot, image.length(), sha256);
            return Optional.empty();
        } catch (PayloadRefusedException e) {
            return Optional.of(new Reason(e.refusal().code(), e.refusal().detail()));
        } catch (VerityRefusedException e) {
            return Optional.of(new Reason("verity-failed", "slot " + slot.name() + ": " + e.getMessage()));
        } catch (IOException e) {
            return Optional.of(new Reason("slot-failed", "slot " + slot.name() + ": " + e.getMessage()));
        }
    }
}
