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
 * @param parts in the order in which they are written: one for each component with slots if any of them is replaced, and those for handlers
 * @param target the slot from which the device runs in the end: the one that was inactive when the update was authorised, or the running one if no slot is
 *     written
 */
public record Plan(UUID deploymentId, TraceContext trace, Release release, List<Part> parts, SlotName target) {

    public Plan {
        parts = List.copyOf(parts);
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("An update has at least one part");
        }
    }

    /** Whether it takes a reboot into the other slots. */
    public boolean switchesSlots() {
        return parts.stream().anyMatch(Part::isInSlot);
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
        changed.set(
                part,
                switch (parts.get(part)) {
                    case Part.Replaced(var granted) -> new Part.Replaced(granted.withoutDelta());
                    case Part.Staged(var granted, var previous) -> new Part.Staged(granted.withoutDelta(), previous);
                    case Part.Kept kept -> kept;
                });
        return new Plan(deploymentId, trace, release, changed, target);
    }
}
