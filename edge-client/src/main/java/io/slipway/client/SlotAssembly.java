package io.slipway.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.slipway.client.config.Configuration.SlotGroup;
import io.slipway.client.config.Configuration.Storage;
import io.slipway.client.config.Configuration.Verity;
import io.slipway.client.config.ConfigurationException;
import io.slipway.client.log.EventLog;
import io.slipway.client.slot.RunningSlot;
import io.slipway.client.slot.RunningSlotWitness;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Slots;
import io.slipway.client.slot.device.SlotDevices;
import io.slipway.client.slot.device.SlotDevices.Place;
import io.slipway.client.slot.device.SlotPair;
import io.slipway.client.slot.device.file.BlockDeviceSlot;
import io.slipway.client.slot.device.file.CommandLineWitness;
import io.slipway.client.slot.device.file.KernelFiles;
import io.slipway.client.slot.device.file.LinuxBlockDevices;
import io.slipway.client.slot.device.file.MountedRootWitness;
import io.slipway.client.slot.file.FileSlot;
import io.slipway.client.slot.luks.LuksSlot;
import io.slipway.client.slot.luks.process.Cryptsetup;
import io.slipway.client.slot.verity.ProtectSlot;
import io.slipway.client.slot.verity.Protection;
import io.slipway.client.slot.verity.VerityRoots;
import io.slipway.client.slot.verity.WithHashTree;
import io.slipway.client.slot.verity.file.VerityRootFiles;

/** Joins slots with their devices, as the settings name them. Nothing is opened here. */
final class SlotAssembly {

    private final Storage storage;
    private final KernelFiles kernel;
    private final EventLog log;
    private final LinuxBlockDevices devices;
    private final SlotDevices places;
    private final List<Place> placesOfA = new ArrayList<>();
    private final List<Place> placesOfB = new ArrayList<>();
    private final List<LuksSlot> luksSlots = new ArrayList<>();
    private final List<Slots> groups = new ArrayList<>();
    private final Map<String, Protection> protections = new HashMap<>();

    SlotAssembly(Storage storage, KernelFiles kernel, EventLog log) {
        this.storage = storage;
        this.kernel = kernel;
        this.log = log;
        this.devices = new LinuxBlockDevices(kernel);
        this.places = new SlotDevices(devices);
        storage.groups().forEach(this::add);
    }

    /** The slots of each component. */
    List<Slots> groups() {
        return List.copyOf(groups);
    }

    /** What is done to images before they may be booted, by component. */
    Map<String, Protection> protections() {
        return Map.copyOf(protections);
    }

    /** Who may know which slot runs, besides the bootloader, which is heard whenever a slot is to be written. */
    private List<RunningSlotWitness> witnesses() {
        SlotPair slots = new SlotPair(devices, placesOfA, placesOfB);
        return List.of(new CommandLineWitness(kernel, devices, slots), new MountedRootWitness(kernel, devices, slots));
    }

    /** What the witnesses say together; the bootloader is one more. */
    RunningSlot running() {
        return RunningSlot.prove(witnesses(), storage.access().witnesses() - 1);
    }

    /**
     * The slot that runs.
     *
     * @throws ConfigurationException if it is not proven
     */
    SlotName booted() throws ConfigurationException {
        return switch (running()) {
            case RunningSlot.Proven(SlotName slot, List<String> evidence) -> {
                log.info("the running slot is known", "slot", slot, "evidence", String.join(", ", evidence));
                yield slot;
            }
            case RunningSlot.Contradiction(String detail) ->
                throw new ConfigurationException("The running slot is contradictory: " + detail);
            case RunningSlot.Unproven(String detail) ->
                throw new ConfigurationException("The running slot is not known: " + detail);
        };
    }

    /** Closes the LUKS volumes that an earlier run was cut off in. */
    void closeLeftovers() {
        for (LuksSlot slot : luksSlots) {
            try {
                slot.closeLeftover();
            } catch (IOException e) {
                log.warn("a LUKS volume was not closed", "slot", slot.location(), "cause", e);
            }
        }
    }

    private void add(SlotGroup group) {
        Slot a = slot(group, SlotName.A, group.a(), placesOfA);
        Slot b = slot(group, SlotName.B, group.b(), placesOfB);
        switch (group.verity()) {
            case Verity.None _ -> groups.add(new Slots(group.component(), a, b));
            case Verity.Tail _ -> {
                groups.add(new Slots(group.component(), new WithHashTree(a), new WithHashTree(b)));
                protections.put(group.component(), protect(group)::inTail);
            }
            case Verity.Device(SlotAddress hashA, SlotAddress hashB) -> {
                groups.add(new Slots(group.component(), a, b));
                Slots hashes = new Slots(
                        group.component(),
                        slot(group, SlotName.A, hashA, new ArrayList<>()),
                        slot(group, SlotName.B, hashB, new ArrayList<>()));
                protections.put(group.component(), (slot, length, sha256) -> protect(group)
                        .inSlot(slot, hashes.besides(slot.name().opposite()), length, sha256));
            }
            case Verity.Image(var offset) -> {
                groups.add(new Slots(group.component(), a, b));
                protections.put(group.component(), (slot, length, sha256) -> protect(group)
                        .ofImage(slot, length, sha256, offset));
            }
        }
    }

    private ProtectSlot protect(SlotGroup group) {
        VerityRoots roots = new VerityRootFiles(storage.access().verityRoots().orElseThrow(), group.component());
        return new ProtectSlot(roots);
    }

    /** @param known gets the device of the slot, if it is one */
    private Slot slot(SlotGroup group, SlotName name, SlotAddress address, List<Place> known) {
        Optional<Path> file = file(address);
        if (file.isPresent()) {
            return new FileSlot(name, file.get(), group.fileCapacity());
        }
        Place place = places.place(address);
        known.add(place);
        return address instanceof SlotAddress.Luks ? luks(group, name, place) : device(name, place);
    }

    private Slot device(SlotName name, Place place) {
        return new BlockDeviceSlot(name, place, storage.access().pastCache());
    }

    private LuksSlot luks(SlotGroup group, SlotName name, Place place) {
        LuksSlot slot = new LuksSlot(
                name,
                place,
                "slipway-" + group.component() + "-" + name,
                devices,
                new Cryptsetup(
                        storage.access().cryptsetup(),
                        storage.access().luksKey().orElseThrow()),
                mapped -> device(name, new SlotDevices(devices).place(new SlotAddress.Node(mapped.node()))));
        luksSlots.add(slot);
        return slot;
    }

    /**
     * The path of a slot that is a file. What is missing below /dev is a device all the same, and never made as a file; a device that is called a file is
     * left to be refused by those who know devices.
     */
    private Optional<Path> file(SlotAddress address) {
        return switch (address) {
            case SlotAddress.File(Path path) when isFileOrMissing(path) -> Optional.of(path);
            case SlotAddress.Node(Path path)
            when isFileOrMissing(path) && !path.startsWith(kernel.dev()) -> Optional.of(path);
            case SlotAddress.File _,
                    SlotAddress.Node _,
                    SlotAddress.PartitionLabel _,
                    SlotAddress.PartitionUuid _,
                    SlotAddress.Luks _ -> Optional.empty();
        };
    }

    private static boolean isFileOrMissing(Path path) {
        return Files.notExists(path) || Files.isRegularFile(path);
    }
}
