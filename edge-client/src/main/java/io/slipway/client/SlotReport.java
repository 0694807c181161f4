package io.slipway.client;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import io.slipway.client.slot.RunningSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;

/** What the client makes of the settings of slots, for whoever puts it into an image. */
final class SlotReport {

    private SlotReport() {}

    /** A line for each slot and one for what runs. Slots inside LUKS volumes are opened and closed for it. */
    static List<String> lines(List<Slots> groups, RunningSlot running) {
        List<String> lines = new ArrayList<>();
        for (Slots slots : groups) {
            for (SlotName name : SlotName.values()) {
                lines.add("slot %s of %s: %s".formatted(name, slots.component(), line(slots.get(name))));
            }
        }
        lines.add(
                switch (running) {
                    case RunningSlot.Proven(SlotName slot, List<String> evidence) ->
                        "slot " + slot + " runs: " + String.join(", ", evidence);
                    case RunningSlot.Contradiction(String detail) -> "the running slot is contradictory: " + detail;
                    case RunningSlot.Unproven(String detail) -> "the running slot is not known: " + detail;
                });
        return lines;
    }

    private static String line(Slot slot) {
        try {
            return slot.location() + ", images of at most " + slot.capacity() + " bytes";
        } catch (IOException e) {
            return slot.location() + ", not usable: " + e.getMessage();
        }
    }
}
