package io.slipway.client.install;

import java.io.IOException;
import java.util.Optional;

import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.SlotContent;
import io.slipway.metadata.target.Content;
import io.slipway.payload.apply.TargetVerification;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/** Reads a whole slot back: the last check before it may be booted. */
public final class VerifyImage {

    /** What is wrong with the slot, if it does not hold exactly the bytes of {@code image}; blocks while it reads. */
    public Optional<Reason> verify(InactiveSlot slot, Content image) {
        try (SlotContent content = slot.read()) {
            new TargetVerification(content)
                    .verify(image.length(), new Sha256(image.sha256().hex()), _ -> {});
            return Optional.empty();
        } catch (PayloadRefusedException e) {
            return Optional.of(new Reason(e.refusal().code(), e.refusal().detail()));
        } catch (IOException e) {
            return Optional.of(new Reason("slot-failed", "slot " + slot.name() + ": " + e.getMessage()));
        }
    }
}
