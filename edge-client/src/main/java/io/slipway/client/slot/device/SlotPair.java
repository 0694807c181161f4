package io.slipway.client.slot.device;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Testimony;
import io.slipway.client.slot.device.SlotDevices.Place;

/**
 * Tells whether a device belongs to the slots {@code a} or {@code b}, through everything that lies between: device mapper, LUKS, verity, loops.
 *
 * @param a of all components; those that are files are left out
 * @param b likewise
 */
public record SlotPair(BlockDevices devices, List<Place> a, List<Place> b) {

    public SlotPair {
        a = List.copyOf(a);
        b = List.copyOf(b);
    }

    /**
     * The slot that {@code device} rests on.
     *
     * @param what names the device in the testimony
     */
    public Testimony under(BlockDevice device, String what) {
        if (a.isEmpty() && b.isEmpty()) {
            return new Testimony.Silent(what + ", and the slots are files");
        }
        try {
            return judge(devices.foundations(device), device, what);
        } catch (IOException e) {
            return new Testimony.Silent(what + ": " + e.getMessage());
        }
    }

    private Testimony judge(List<BlockDevice> foundations, BlockDevice device, String what) {
        Set<SlotName> found = EnumSet.noneOf(SlotName.class);
        List<String> missing = new ArrayList<>();
        for (SlotName name : SlotName.values()) {
            for (Place place : name == SlotName.A ? a : b) {
                try {
                    BlockDevice slot = place.find();
                    if (foundations.stream().anyMatch(d -> d.number().equals(slot.number()))) {
                        found.add(name);
                    }
                } catch (IOException e) {
                    missing.add("slot " + name + ": " + e.getMessage());
                }
            }
        }
        String where = what
                + (what.contains(device.toString()) ? "" : " is " + device)
                + (foundations.size() > 1 ? " on " + foundations.subList(1, foundations.size()) : "");
        return switch (found.size()) {
            case 1 -> new Testimony.Says(found.iterator().next(), where);
            case 0 ->
                missing.isEmpty()
                        ? new Testimony.Refutes(where + ", which is neither slot")
                        : new Testimony.Silent(where + "; " + String.join("; ", missing));
            default -> new Testimony.Refutes(where + ", which is both slots");
        };
    }
}
