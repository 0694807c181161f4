package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotAddress.Luks;
import io.slipway.client.slot.SlotAddress.Node;
import io.slipway.client.slot.SlotAddress.PartitionLabel;
import io.slipway.client.slot.SlotAddress.PartitionUuid;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.BlockDevices;
import io.slipway.client.slot.device.DeviceNumber;
import io.slipway.client.slot.device.file.MountTable.Mount;

/** Block devices as {@code /sys/class/block} has them (Linux: Documentation/ABI/stable/sysfs-block). */
public final class LinuxBlockDevices implements BlockDevices {

    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,9}):([0-9]{1,9})");
    private static final int SECTOR_BYTES = 512;
    private static final int DEEPEST = 16;

    private final KernelFiles kernel;
    private final Path block;
    private final FindPartition findPartition;

    public LinuxBlockDevices(KernelFiles kernel) {
        this.kernel = kernel;
        this.block = kernel.sys().resolve("class/block");
        this.findPartition = new FindPartition(kernel, () -> named(KernelFiles.names(block)));
    }

    @Override
    public BlockDevice find(SlotAddress address) throws IOException {
        return switch (address) {
            case Node(Path path) ->
                find(path)
                        .orElseThrow(() -> new IOException(
                                path + (Files.exists(path) ? " is no block device" : " does not exist")));
            case PartitionLabel(String label) -> findPartition.byLabel(label);
            case PartitionUuid(String uuid) -> findPartition.byUuid(uuid);
            case Luks(SlotAddress volume) -> find(volume);
            case SlotAddress.File(Path path) -> throw new IOException(path + " is meant to be a file, no block device");
        };
    }

    @Override
    public Optional<BlockDevice> find(DeviceNumber number) throws IOException {
        Path link = kernel.sys().resolve("dev/block/" + number);
        try {
            return named(link.toRealPath().getFileName().toString());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<BlockDevice> find(Path node) throws IOException {
        if (!Files.exists(node)) {
            return withoutNode(node);
        }
        if (Files.isRegularFile(node) || Files.isDirectory(node)) {
            return Optional.empty();
        }
        int mode = (int) Files.getAttribute(node, "unix:mode");
        long device = (long) Files.getAttribute(node, "unix:rdev");
        return (mode & 0xf000) == 0x6000 ? find(number(device)) : Optional.empty();
    }

    /** Without udev nobody makes nodes by the names that mappings have. */
    private Optional<BlockDevice> withoutNode(Path node) throws IOException {
        boolean mapper = kernel.dev().resolve("mapper").equals(node.getParent());
        if (mapper || kernel.dev().equals(node.getParent())) {
            for (BlockDevice device : named(KernelFiles.names(block))) {
                Optional<String> known = mapper ? mapping(device).map(Mapping::name) : Optional.of(device.name());
                if (known.filter(node::endsWith).isPresent()) {
                    return Optional.of(device);
                }
            }
        }
        return Optional.empty();
    }

    /** As the C library packs it (sys/sysmacros.h). */
    private static DeviceNumber number(long device) {
        return new DeviceNumber((int) ((device >>> 8 & 0xfff) | (device >>> 32 & 0xffff_f000L)), (int)
                ((device & 0xff) | (device >>> 12 & 0xffff_ff00L)));
    }

    @Override
    public List<BlockDevice> foundations(BlockDevice device) throws IOException {
        Map<DeviceNumber, BlockDevice> found = new LinkedHashMap<>();
        collect(device, found, 0);
        return List.copyOf(found.values());
    }

    private void collect(BlockDevice device, Map<DeviceNumber, BlockDevice> found, int depth) throws IOException {
        if (depth == DEEPEST) {
            throw new IOException(device + " rests on more than " + DEEPEST + " others");
        }
        if (found.putIfAbsent(device.number(), device) != null) {
            return;
        }
        for (BlockDevice slave :
                named(KernelFiles.names(block.resolve(device.name()).resolve("slaves")))) {
            collect(slave, found, depth + 1);
        }
        Optional<String> file =
                KernelFiles.attribute(block.resolve(device.name()).resolve("loop/backing_file"));
        if (file.isPresent()) {
            Optional<Mount> mount = MountTable.read(kernel).holding(Path.of(file.get()));
            Optional<BlockDevice> below = mount.isPresent() ? deviceOf(mount.get()) : Optional.empty();
            if (below.isPresent()) {
                collect(below.get(), found, depth + 1);
            }
        }
    }

    /** The block device that is mounted, if there is one behind the mount; by its node where the filesystem hides the number, as btrfs does. */
    public Optional<BlockDevice> deviceOf(Mount mount) throws IOException {
        if (mount.device().major() != 0) {
            return find(mount.device());
        }
        return mount.source().startsWith("/") ? find(Path.of(mount.source())) : Optional.empty();
    }

    @Override
    public List<BlockDevice> holders(BlockDevice device) throws IOException {
        return named(KernelFiles.names(block.resolve(device.name()).resolve("holders")));
    }

    @Override
    public Optional<Mapping> mapping(BlockDevice device) throws IOException {
        Path mapper = block.resolve(device.name()).resolve("dm");
        Optional<String> name = KernelFiles.attribute(mapper.resolve("name"));
        String uuid = KernelFiles.attribute(mapper.resolve("uuid")).orElse("");
        return name.map(n -> new Mapping(n, uuid));
    }

    @Override
    public Optional<String> usedBy(BlockDevice device) throws IOException {
        for (Mount mount : MountTable.read(kernel).mounts()) {
            Optional<BlockDevice> mounted = deviceOf(mount);
            if (mounted.isPresent() && mounted.get().overlaps(device)) {
                return Optional.of(mounted.get() + " is mounted at " + mount.point());
            }
        }
        for (BlockDevice other : named(KernelFiles.names(block))) {
            if (other.overlaps(device)) {
                for (BlockDevice holder : holders(other)) {
                    return Optional.of(other + " is held by " + holder);
                }
            }
        }
        return swap(device);
    }

    private Optional<String> swap(BlockDevice device) throws IOException {
        Path file = kernel.proc().resolve("swaps");
        if (Files.exists(file)) {
            for (String line : KernelFiles.text(file).split("\n")) {
                String node = line.split("\\s")[0];
                Optional<BlockDevice> swap = node.startsWith("/") ? find(Path.of(node)) : Optional.empty();
                if (swap.isPresent() && swap.get().overlaps(device)) {
                    return Optional.of(swap.get() + " is swap space");
                }
            }
        }
        return Optional.empty();
    }

    /** The devices with these names of the kernel; those that were taken away meanwhile are left out. */
    private List<BlockDevice> named(List<String> names) throws IOException {
        List<BlockDevice> found = new ArrayList<>();
        for (String name : names) {
            named(name).ifPresent(found::add);
        }
        return found;
    }

    /** The device with the kernel's name {@code name}, in which an exclamation mark stands for a slash. */
    private Optional<BlockDevice> named(String name) throws IOException {
        Path directory = block.resolve(name);
        Optional<String> text = KernelFiles.attribute(directory.resolve("dev"));
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Matcher number = NUMBER.matcher(text.get());
        if (!number.matches()) {
            throw new IOException(directory.resolve("dev") + " holds no device number");
        }
        return Optional.of(new BlockDevice(
                name,
                new DeviceNumber(Integer.parseInt(number.group(1)), Integer.parseInt(number.group(2))),
                kernel.dev().resolve(name.replace('!', '/')),
                KernelFiles.number(directory.resolve("size"), 0) * SECTOR_BYTES,
                KernelFiles.number(directory.resolve("ro"), 0) != 0,
                disk(directory)));
    }

    private static Optional<String> disk(Path directory) throws IOException {
        if (!Files.exists(directory.resolve("partition"), LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        Path disk = directory.toRealPath().getParent();
        return Optional.ofNullable(disk).map(Path::getFileName).map(Path::toString);
    }
}
