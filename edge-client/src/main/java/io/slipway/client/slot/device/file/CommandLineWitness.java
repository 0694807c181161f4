package io.slipway.client.slot.device.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.slot.RunningSlotWitness;
import io.slipway.client.slot.SlotAddress;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.Testimony;
import io.slipway.client.slot.Testimony.Refutes;
import io.slipway.client.slot.Testimony.Says;
import io.slipway.client.slot.Testimony.Silent;
import io.slipway.client.slot.device.BlockDevice;
import io.slipway.client.slot.device.BlockDevices;
import io.slipway.client.slot.device.DeviceNumber;
import io.slipway.client.slot.device.SlotPair;

/**
 * What the bootloader told the kernel: {@code slipway.slot=}, {@code root=}, {@code dm-mod.create=} and {@code systemd.verity_root_data=}. It is one
 * witness: all of these that are there must agree.
 */
public final class CommandLineWitness implements RunningSlotWitness {

    private static final String SLOT = "slipway.slot";
    private static final Pattern NUMBER = Pattern.compile("([0-9]{1,4}):([0-9]{1,7})");

    private final KernelFiles kernel;
    private final BlockDevices devices;
    private final SlotPair slots;

    public CommandLineWitness(KernelFiles kernel, BlockDevices devices, SlotPair slots) {
        this.kernel = kernel;
        this.devices = devices;
        this.slots = slots;
    }

    @Override
    public String source() {
        return "the kernel's command line";
    }

    @Override
    public Testimony testify() {
        try {
            return testify(KernelParameters.parse(
                    KernelFiles.text(kernel.proc().resolve("cmdline")).strip()));
        } catch (IOException e) {
            return new Silent(String.valueOf(e.getMessage()));
        }
    }

    private Testimony testify(KernelParameters parameters) {
        List<Testimony> all = new ArrayList<>();
        for (String value : parameters.values(SLOT)) {
            String what = SLOT + "=" + value;
            all.add(SlotName.parse(value).<Testimony>map(s -> new Says(s, what)).orElseGet(() -> new Refutes(what)));
        }
        List<String> roots = parameters.values("root");
        if (!roots.isEmpty()) {
            all.add(device("root", roots.getLast()));
        }
        for (String name : List.of("dm-mod.create", "systemd.verity_root_data")) {
            parameters.values(name).forEach(v -> all.add(devicesIn(name, v)));
        }
        return joined(all);
    }

    /** A target of the device mapper names its devices between other words; those that are no slots are for hashes and the like. */
    private Testimony devicesIn(String parameter, String value) {
        List<Testimony> said = new ArrayList<>();
        for (String word : value.split("[\\s,;]+")) {
            if (word.startsWith("/dev/")
                    || word.startsWith(SlotAddress.PARTLABEL)
                    || word.startsWith(SlotAddress.PARTUUID)) {
                Testimony testimony = device(parameter, word);
                if (testimony instanceof Says) {
                    said.add(testimony);
                }
            }
        }
        return said.isEmpty() ? new Silent(parameter + " names no slot") : joined(said);
    }

    private Testimony device(String parameter, String value) {
        String what = parameter + "=" + value;
        try {
            return find(value)
                    .map(device -> slots.under(device, what))
                    .orElseGet(() -> new Silent(what + " names no block device"));
        } catch (IOException | IllegalArgumentException e) {
            return new Silent(what + ": " + e.getMessage());
        }
    }

    private Optional<BlockDevice> find(String value) throws IOException {
        Matcher number = NUMBER.matcher(value);
        if (number.matches()) {
            return devices.find(new DeviceNumber(Integer.parseInt(number.group(1)), Integer.parseInt(number.group(2))));
        }
        if (value.startsWith(SlotAddress.PARTLABEL) || value.startsWith(SlotAddress.PARTUUID)) {
            return Optional.of(devices.find(SlotAddress.parse(value, Path::of)));
        }
        return value.startsWith("/dev/")
                ? devices.find(kernel.dev().resolve(value.substring("/dev/".length())))
                : Optional.empty();
    }

    private static Testimony joined(List<Testimony> all) {
        Optional<Says> first = Optional.empty();
        List<String> silent = new ArrayList<>();
        for (Testimony testimony : all) {
            switch (testimony) {
                case Refutes refutes -> {
                    return refutes;
                }
                case Silent(String why) -> silent.add(why);
                case Says says -> {
                    if (first.isPresent() && first.get().slot() != says.slot()) {
                        return new Refutes("%s, but %s: slots %s and %s"
                                .formatted(
                                        first.get().how(),
                                        says.how(),
                                        first.get().slot(),
                                        says.slot()));
                    }
                    String how = first.map(f -> f.how() + ", " + says.how()).orElse(says.how());
                    first = Optional.of(new Says(says.slot(), how));
                }
            }
        }
        return first.<Testimony>map(s -> s)
                .orElseGet(() -> new Silent(silent.isEmpty() ? "it names no slot" : String.join("; ", silent)));
    }
}
