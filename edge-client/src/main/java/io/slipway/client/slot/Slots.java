package io.slipway.client.slot;

/**
 * The two slots of the component that this device updates.
 *
 * @param component name of the component in releases, for example {@code rootfs}
 */
public record Slots(String component, Slot a, Slot b) {

    public Slots {
        if (a.name() != SlotName.A || b.name() != SlotName.B) {
            throw new IllegalArgumentException("The slots are a and b, not " + a.name() + " and " + b.name());
        }
        if (a.location().equals(b.location())) {
            throw new IllegalArgumentException("Slots a and b are the same place: " + a.location());
        }
    }

    public Slot get(SlotName name) {
        return switch (name) {
            case A -> a;
            case B -> b;
        };
    }

    /** The slot that may be written while {@code active} runs. */
    public InactiveSlot besides(SlotName active) {
        return new InactiveSlot(get(active.opposite()));
    }
}
