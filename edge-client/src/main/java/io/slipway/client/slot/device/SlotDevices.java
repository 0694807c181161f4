package io.slipway.client.slot.device;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import io.slipway.client.slot.SlotAddress;

/** All devices that slots of this machine lie on. Names are resolved anew for every use, because devices come and go. Thread-safe. */
public final class SlotDevices {

    private final BlockDevices devices;
    private final CopyOnWriteArrayList<Place> places = new CopyOnWriteArrayList<>();

    public SlotDevices(BlockDevices devices) {
        this.devices = devices;
    }

    /** Adds a device that nothing else may be written to from now on. */
    public Place place(SlotAddress address) {
        Place place = new Place(address);
        places.add(place);
        return place;
    }

    /** One device of one slot. */
    public final class Place {

        private final SlotAddress address;

        private Place(SlotAddress address) {
            this.address = address;
        }

        public SlotAddress address() {
            return address;
        }

        /** The device as it is now. */
        public BlockDevice find() throws IOException {
            return devices.find(address);
        }

        /** The node of the device, or what the settings call it while it is not there. */
        public String location() {
            try {
                return find().toString();
            } catch (IOException e) {
                return address.toString();
            }
        }

        /**
         * The device, if it may be written.
         *
         * @throws IOException with a sentence if it is read-only or in use, or if it overlaps with that of another slot
         */
        public BlockDevice findFree() throws IOException {
            BlockDevice device = findApart();
            Optional<String> user = devices.usedBy(device);
            if (user.isPresent()) {
                throw new IOException(device + " is in use: " + user.get());
            }
            return device;
        }

        /** Like {@link #findFree} for a device that may be held, by what the caller knows. */
        public BlockDevice findApart() throws IOException {
            BlockDevice device = find();
            if (device.readOnly()) {
                throw new IOException(device + " is read-only");
            }
            for (Place other : places) {
                if (other != this && other.find().overlaps(device)) {
                    throw new IOException("%s overlaps with %s, which another slot lies on"
                            .formatted(describe(address, device), describe(other.address, other.find())));
                }
            }
            return device;
        }
    }

    private static String describe(SlotAddress address, BlockDevice device) {
        return address.toString().equals(device.toString()) ? device.toString() : address + " (" + device + ")";
    }
}
