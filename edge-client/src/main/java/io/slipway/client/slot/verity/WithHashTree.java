package io.slipway.client.slot.verity;

import java.io.IOException;

import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;

/** A slot that keeps room behind the image for the image's hash tree. */
public record WithHashTree(Slot slot) implements Slot {

    @Override
    public SlotName name() {
        return slot.name();
    }

    @Override
    public String location() {
        return slot.location();
    }

    @Override
    public long capacity() throws IOException {
        return HashTreeLayout.mostDataBytes(slot.capacity());
    }

    @Override
    public SlotContent read() throws IOException {
        return slot.read();
    }

    @Override
    public SlotContent readBack() throws IOException {
        return slot.readBack();
    }

    @Override
    public OpenSlot write(long length) throws IOException {
        return slot.write(length);
    }
}
