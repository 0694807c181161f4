package io.slipway.client.slot.luks;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.BlockDevices;
import io.slipway.client.slot.device.BlockDevices.Mapping;
import io.slipway.client.slot.device.SlotDevices.Place;
import io.slipway.payload.apply.ReadableTarget;

/**
 * A slot inside a LUKS volume. Its mapping exists while somebody reads or writes the slot; a mapping that others have made, for example an initramfs of
 * the running slot, is used and left alone. The image begins where the volume's payload does. Thread-safe.
 */
public final class LuksSlot implements Slot {

    private static final String LUKS_MAPPING = "CRYPT-LUKS";

    private final SlotName name;
    private final Place place;
    private final String mappingName;
    private final BlockDevices devices;
    private final LuksMappings mappings;
    private final Function<BlockDevice, Slot> inside;
    private OptionalLong capacity = OptionalLong.empty();
    private int users;

    /**
     * @param place of the volume
     * @param mappingName of this slot alone, the same after every start
     * @param inside makes a slot of the opened mapping
     */
    public LuksSlot(
            SlotName name,
            Place place,
            String mappingName,
            BlockDevices devices,
            LuksMappings mappings,
            Function<BlockDevice, Slot> inside) {
        this.name = name;
        this.place = place;
        this.mappingName = mappingName;
        this.devices = devices;
        this.mappings = mappings;
        this.inside = inside;
    }

    @Override
    public SlotName name() {
        return name;
    }

    @Override
    public String location() {
        return SlotAddress.LUKS + place.location();
    }

    /** Opens the volume when it is called for the first time: only the mapping has the right size. */
    @Override
    public synchronized long capacity() throws IOException {
        if (capacity.isEmpty()) {
            Slot slot = enter(false);
            try {
                capacity = OptionalLong.of(slot.capacity());
            } finally {
                leave();
            }
        }
        return capacity.getAsLong();
    }

    @Override
    public SlotContent read() throws IOException {
        return content(Slot::read);
    }

    @Override
    public SlotContent readBack() throws IOException {
        return content(Slot::readBack);
    }

    private SlotContent content(Opening opening) throws IOException {
        Slot slot = enter(false);
        try {
            return new Content<>(opening.open(slot));
        } catch (IOException | RuntimeException e) {
            leave();
            throw e;
        }
    }

    @Override
    public OpenSlot write(long length) throws IOException {
        Slot slot = enter(true);
        try {
            return new Open(slot.write(length));
        } catch (IOException | RuntimeException e) {
            leave();
            throw e;
        }
    }

    /** Closes what an earlier run of the client left open; a mapping that is in use is none of these. */
    public synchronized void closeLeftover() throws IOException {
        if (users == 0) {
            Optional<BlockDevice> mapped = mapped(place.find());
            if (mapped.isPresent()
                    && isOurs(mapped.get())
                    && devices.usedBy(mapped.get()).isEmpty()) {
                mappings.close(mappingName);
            }
        }
    }

    /** Tries the key without opening the volume. */
    public void tryKey() throws IOException {
        mappings.tryKey(place.find());
    }

    private interface Opening {

        SlotContent open(Slot slot) throws IOException;
    }

    private synchronized Slot enter(boolean writing) throws IOException {
        BlockDevice volume = writing ? place.findApart() : place.find();
        Optional<BlockDevice> mapped = mapped(volume);
        if (mapped.isEmpty()) {
            place.findFree();
            mappings.open(volume, mappingName);
            mapped = mapped(volume);
        }
        Slot slot = inside.apply(mapped.orElseThrow(
                () -> new IOException("the volume on " + volume + " was opened, but the kernel has no mapping of it")));
        users++;
        return slot;
    }

    private synchronized void leave() throws IOException {
        users--;
        if (users == 0) {
            Optional<BlockDevice> mapped = mapped(place.find());
            if (mapped.isPresent() && isOurs(mapped.get())) {
                mappings.close(mappingName);
            }
        }
    }

    private Optional<BlockDevice> mapped(BlockDevice volume) throws IOException {
        for (BlockDevice holder : devices.holders(volume)) {
            Optional<Mapping> mapping = devices.mapping(holder);
            if (mapping.isPresent() && mapping.get().uuid().startsWith(LUKS_MAPPING)) {
                return Optional.of(holder);
            }
        }
        return Optional.empty();
    }

    private boolean isOurs(BlockDevice mapped) throws IOException {
        return devices.mapping(mapped).filter(m -> m.name().equals(mappingName)).isPresent();
    }

    /** What is read inside the volume. */
    private class Content<T extends ReadableTarget & Closeable> implements SlotContent {

        final T inner;
        private boolean closed;

        Content(T inner) {
            this.inner = inner;
        }

        @Override
        public long capacity() throws IOException {
            return inner.capacity();
        }

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            inner.read(position, buffer);
        }

        @Override
        public void close() throws IOException {
            if (!closed) {
                closed = true;
                try {
                    inner.close();
                } finally {
                    leave();
                }
            }
        }
    }

    /** What is written inside the volume. */
    private final class Open extends Content<OpenSlot> implements OpenSlot {

        Open(OpenSlot inner) {
            super(inner);
        }

        @Override
        public void write(long position, ByteBuffer buffer) throws IOException {
            inner.write(position, buffer);
        }

        @Override
        public void force() throws IOException {
            inner.force();
        }
    }
}
