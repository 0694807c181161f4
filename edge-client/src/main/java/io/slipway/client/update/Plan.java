package io.slipway.client.update;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import io.slipway.client.link.Command.Release;
import io.slipway.client.report.TraceContext;
import io.slipway.client.slot.SlotName;

/**
 * One authorised update: what is to be installed, from what, and where. Either all parts take effect or none.
 *
 * @param parts one for each component of the device, in the order in which they are written
 * @param target the slot that was inactive when the update was authorised
 */
public record Plan(UUID deploymentId, TraceContext trace, Release release, List<Part> parts, SlotName target) {

    public Plan {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("An update has at least one part");
        }
    }

    /** Bytes of all images. */
    public long imageBytes() {
        return imageBytesBefore(parts.size());
    }

    /** Bytes of the images that are written before that of {@code part}. */
    public long imageBytesBefore(int part) {
        return parts.subList(0, part).stream()
                .mapToLong(p -> p.image().length())
                .sum();
    }

    /** The same, but {@code part} is made from its full payload. */
    public Plan withoutDelta(int part) {
        List<Part> changed = new ArrayList<>(parts);
        if (changed.get(part) instanceof Part.Replaced(var granted)) {
            changed.set(part, new Part.Replaced(granted.withoutDelta()));
        }
        return new Plan(deploymentId, trace, release, changed, target);
    }
}
