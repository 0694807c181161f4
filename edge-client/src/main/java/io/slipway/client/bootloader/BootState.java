package io.slipway.client.bootloader;

import io.slipway.client.slot.SlotName;

/** What the boot environment says. The committed slot is the one that the bootloader falls back to. */
public sealed interface BootState {

    SlotName committed();

    /** The committed slot boots, always. */
    record Settled(SlotName committed) implements BootState {

        /**
         * Puts the other slot on trial.
         *
         * @param limit boots that the trial may take before the bootloader gives it up, 1 to 100
         */
        public OnTrial arm(int limit) {
            return new OnTrial(committed, 0, limit);
        }
    }

    /**
     * The slot opposite to the committed one boots until it is committed, abandoned, or has had {@code limit} attempts.
     *
     * @param attempts boots of the trial so far, counted by the bootloader
     */
    record OnTrial(SlotName committed, int attempts, int limit) implements BootState {

        public OnTrial {
            if (attempts < 0 || limit < 1 || limit > 100) {
                throw new IllegalArgumentException("attempts " + attempts + " of " + limit);
            }
        }

        /** The slot on trial. */
        public SlotName trial() {
            return committed.opposite();
        }

        /** The bootloader's step: one more boot, after which it looks at {@link #isExhausted}. */
        public OnTrial attempt() {
            return isExhausted() ? this : new OnTrial(committed, attempts + 1, limit);
        }

        /** Whether the bootloader boots the committed slot again because the trial has had its attempts. */
        public boolean isExhausted() {
            return attempts > limit;
        }

        /** The trial stays. */
        public Settled commit() {
            return new Settled(trial());
        }

        /** The trial is over; the committed slot stays. */
        public Settled abandon() {
            return new Settled(committed);
        }
    }
}
