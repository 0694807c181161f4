package io.slipway.client.slot.device;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import io.slipway.client.slot.SlotAddress;

/** The block devices of the machine as they are at the moment of the call. Thread-safe. */
public interface BlockDevices {

    /**
     * The one device that {@code address} names; of a LUKS address the one with the volume.
     *
     * @throws IOException with a sentence if there is none, or more than one, or it is no block device
     */
    BlockDevice find(SlotAddress address) throws IOException;

    /** The device with this number, if there is one. */
    Optional<BlockDevice> find(DeviceNumber number) throws IOException;

    /** The device that {@code node} leads to, if it is there and one. */
    Optional<BlockDevice> find(Path node) throws IOException;

    /** {@code device} and everything that it is made of, from top to bottom: through the device mapper to partitions, through a loop to where its file lies. */
    List<BlockDevice> foundations(BlockDevice device) throws IOException;

    /** What the device mapper and others have made of {@code device}. */
    List<BlockDevice> holders(BlockDevice device) throws IOException;

    /** What the device mapper calls {@code device}, if it is one of its own; with its UUID, which begins with {@code CRYPT-LUKS} for a LUKS mapping. */
    Optional<Mapping> mapping(BlockDevice device) throws IOException;

    /** In a sentence's words who uses {@code device}, a partition of it or the disk that it is on: a mount, swap, a holder. */
    Optional<String> usedBy(BlockDevice device) throws IOException;

    /** A device of the device mapper. */
    record Mapping(String name, String uuid) {}
}
