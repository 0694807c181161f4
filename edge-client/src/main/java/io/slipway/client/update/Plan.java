package io.slipway.client.update;

import java.util.UUID;

import io.slipway.client.link.Command.Release;
import io.slipway.client.report.TraceContext;
import io.slipway.client.slot.SlotName;
import io.slipway.client.trust.Authorization.Granted;

/**
 * One authorised update: what is to be installed, from what, and where.
 *
 * @param content what signed metadata grants
 * @param target the slot that was inactive when the update was authorised
 */
public record Plan(UUID deploymentId, TraceContext trace, Release release, Granted content, SlotName target) {

    /** The same without the delta. */
    public Plan withoutDelta() {
        return new Plan(deploymentId, trace, release, content.withoutDelta(), target);
    }
}
