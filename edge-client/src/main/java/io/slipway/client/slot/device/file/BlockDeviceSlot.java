package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.ByteBuffer;

import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.SlotDevices.Place;
import io.slipway.payload.apply.file.FileTargetDevice;

/** A slot that is a block device. While it is written, the kernel gives it to nobody else; a device that somebody uses is not written. Thread-safe. */
public final class BlockDeviceSlot implements Slot {

    private final SlotName name;
    private final Place place;
    private final boolean pastCache;

    /** @param pastCache whether reading back asks the medium, where the device allows that, and not the system's cache */
    public BlockDeviceSlot(SlotName name, Place place, boolean pastCache) {
        this.name = name;
        this.place = place;
        this.pastCache = pastCache;
    }

    @Override
    public SlotName name() {
        return name;
    }

    @Override
    public String location() {
        return place.location();
    }

    @Override
    public long capacity() throws IOException {
        return place.find().bytes();
    }

    @Override
    public SlotContent read() throws IOException {
        return new Content(FileTargetDevice.openReadOnly(place.find().node()));
    }

    @Override
    public SlotContent readBack() throws IOException {
        if (pastCache) {
            try {
                return MediumContent.open(place.find().node());
            } catch (UnsupportedOperationException e) {
                return read();
            }
        }
        return read();
    }

    @Override
    public OpenSlot write(long length) throws IOException {
        BlockDevice device = place.findFree();
        ExclusiveClaim claim = ExclusiveClaim.of(device.node());
        try {
            return new Open(claim, FileTargetDevice.open(device.node()));
        } catch (IOException | RuntimeException e) {
            claim.close();
            throw e;
        }
    }

    private record Content(FileTargetDevice device) implements SlotContent {

        @Override
        public long capacity() {
            return device.capacity();
        }

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            device.read(position, buffer);
        }

        @Override
        public void close() throws IOException {
            device.close();
        }
    }

    private record Open(ExclusiveClaim claim, FileTargetDevice device) implements OpenSlot {

        @Override
        public long capacity() {
            return device.capacity();
        }

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            device.read(position, buffer);
        }

        @Override
        public void write(long position, ByteBuffer buffer) throws IOException {
            device.write(position, buffer);
        }

        @Override
        public void force() throws IOException {
            device.force();
        }

        @Override
        public void close() throws IOException {
            try {
                device.close();
            } finally {
                claim.close();
            }
        }
    }
}
