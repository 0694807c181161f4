package io.slipway.client.overlay;

import java.io.IOException;
import java.util.Set;

import io.slipway.client.slot.SlotName;

/** The writable layers of the device. All that changes something is on the medium when it returns, and can be repeated. */
public interface Overlays {

    /** For a device without such layers; migrations run in every trial. */
    Overlays NONE = new Overlays() {
        @Override
        public void begin(SlotName from, SlotName to, boolean empty) {}

        @Override
        public void end() {}

        @Override
        public void wipe() {}

        @Override
        public Set<String> migrated() {
            return Set.of();
        }

        @Override
        public boolean hasHistory() {
            return true;
        }

        @Override
        public void setMigrated(Set<String> names) {}
    };

    /**
     * From the next boot of {@code to} on, the layers as they are now are kept aside; a boot of {@code from} brings them back.
     *
     * @param empty whether {@code to} is to find empty layers
     */
    void begin(SlotName from, SlotName to, boolean empty) throws IOException;

    /** The layers as they are now stay. */
    void end() throws IOException;

    /** At the next boot, before anything reads them, the layers are emptied. */
    void wipe() throws IOException;

    /** Names of the migrations that these layers have gone through; they go back with the layers. */
    Set<String> migrated() throws IOException;

    /** Whether {@link #migrated} has ever been set for these layers. */
    boolean hasHistory() throws IOException;

    void setMigrated(Set<String> names) throws IOException;
}
