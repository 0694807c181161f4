package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import io.slipway.client.slot.RunningSlotWitness;
import io.slipway.client.slot.Testimony;
import io.slipway.client.slot.Testimony.Silent;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.SlotPair;
import io.slipway.client.slot.device.file.MountTable.Mount;

/**
 * What is mounted as the root filesystem, followed to its device: directly, or through the lower directories of an overlay, where the read-only system
 * lies. The paths of an overlay's layers are as they were when it was mounted, in an initramfs below a directory that is the root by now; such leading
 * directories are left out one by one until something is mounted there.
 */
public final class MountedRootWitness implements RunningSlotWitness {

    private final KernelFiles kernel;
    private final LinuxBlockDevices devices;
    private final SlotPair slots;

    public MountedRootWitness(KernelFiles kernel, LinuxBlockDevices devices, SlotPair slots) {
        this.kernel = kernel;
        this.devices = devices;
        this.slots = slots;
    }

    @Override
    public String source() {
        return "the mounted root";
    }

    @Override
    public Testimony testify() {
        try {
            MountTable mounts = MountTable.read(kernel);
            Optional<Mount> root = mounts.at(Path.of("/"));
            return root.isEmpty() ? new Silent("nothing is mounted as root") : testify(mounts, root.get());
        } catch (IOException | IllegalArgumentException e) {
            return new Silent(String.valueOf(e.getMessage()));
        }
    }

    private Testimony testify(MountTable mounts, Mount root) throws IOException {
        Optional<BlockDevice> device = devices.deviceOf(root);
        if (device.isPresent()) {
            return slots.under(device.get(), "/");
        }
        if (!root.type().equals("overlay")) {
            return new Silent("/ is " + root.type() + ", which no block device is known of");
        }
        for (Path layer : layers(root)) {
            Optional<Mount> lower = mountAt(mounts, layer);
            Optional<BlockDevice> below = lower.isPresent() ? devices.deviceOf(lower.get()) : Optional.empty();
            if (below.isPresent() && !(slots.under(below.get(), "") instanceof Testimony.Refutes)) {
                return slots.under(below.get(), "/ is an overlay of " + layer + ", which");
            }
        }
        return new Silent("/ is an overlay, of whose lower directories none is a slot that is mounted");
    }

    /** Lowest last, as the kernel lists them; a colon that belongs to a name has a backslash. */
    private static List<Path> layers(Mount overlay) {
        List<Path> layers = new ArrayList<>();
        for (String option : List.of("lowerdir", "lowerdir+")) {
            for (String value : overlay.option(option)) {
                for (String layer : value.split("(?<!\\\\):")) {
                    if (!layer.isEmpty()) {
                        layers.add(Path.of(layer.replace("\\:", ":").replace("\\\\", "\\")));
                    }
                }
            }
        }
        return layers;
    }

    private static Optional<Mount> mountAt(MountTable mounts, Path layer) {
        for (int from = 0; from < layer.getNameCount(); from++) {
            Optional<Mount> mount = mounts.at(Path.of("/").resolve(layer.subpath(from, layer.getNameCount())));
            if (mount.isPresent()) {
                return mount;
            }
        }
        return Optional.empty();
    }
}
