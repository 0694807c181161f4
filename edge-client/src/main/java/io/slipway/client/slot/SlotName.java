package io.slipway.client.slot;

import java.util.Optional;

/** One of the two slots of a component. The text is what stands in the boot environment and on the kernel's command line. */
public enum SlotName {
    A("a"),
    B("b");

    private final String text;

    SlotName(String text) {
        this.text = text;
    }

    /** {@code a} or {@code b}. */
    public String text() {
        return text;
    }

    /** The other slot. */
    public SlotName opposite() {
        return switch (this) {
            case A -> B;
            case B -> A;
        };
    }

    /** The slot that {@code text} names, if it is exactly {@code a} or {@code b}. */
    public static Optional<SlotName> parse(String text) {
        return switch (text) {
            case "a" -> Optional.of(A);
            case "b" -> Optional.of(B);
            default -> Optional.empty();
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
