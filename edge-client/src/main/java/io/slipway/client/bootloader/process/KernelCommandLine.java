package io.slipway.client.bootloader.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import io.slipway.client.slot.SlotName;

/** The parameter {@code slipway.slot=a|b} that the bootloader gave to the kernel. */
public final class KernelCommandLine {

    private static final String PARAMETER = "slipway.slot=";

    private final Path file;

    /** @param file on Linux {@code /proc/cmdline} */
    public KernelCommandLine(Path file) {
        this.file = file;
    }

    /** The slot that the kernel was started from; empty if the parameter is not there exactly once. */
    public Optional<SlotName> bootedSlot() throws IOException {
        List<String> slots = Arrays.stream(
                        Files.readString(file, StandardCharsets.ISO_8859_1).split("\\s+"))
                .filter(word -> word.startsWith(PARAMETER))
                .map(word -> word.substring(PARAMETER.length()))
                .toList();
        return slots.size() == 1 ? SlotName.parse(slots.getFirst()) : Optional.empty();
    }
}
