package io.slipway.client.bootloader.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.slot.SlotName;

/** GRUB with {@code packaging/grub/grub.cfg}: its {@code save_env} writes all 1024 bytes of the block again. */
public final class GrubModel implements BootloaderModel {

    private static final int BYTES = 1024;

    private final BootFiles files;
    private final Path file;

    public GrubModel(BootFiles files, Path file) {
        this.files = files;
        this.file = file;
    }

    @Override
    public SlotName boot(Optional<String> argument) throws IOException {
        String block = new String(files.read(file, 0, BYTES), StandardCharsets.ISO_8859_1);
        if (!block.startsWith("# GRUB Environment Block\n")) {
            throw new IllegalStateException("invalid environment block");
        }
        SlotName committed = SlotName.parse(value(block, "slot")).orElseThrow(IllegalStateException::new);
        int attempts = Integer.parseInt(value(block, "attempts"));
        if (!value(block, "trial").equals("1") || attempts >= Integer.parseInt(value(block, "limit"))) {
            return committed;
        }
        String counted = block.replaceFirst("\nslipway_attempts=.", "\nslipway_attempts=" + (attempts + 1));
        files.overwrite(file, 0, counted.getBytes(StandardCharsets.ISO_8859_1));
        return committed.opposite();
    }

    private static String value(String block, String name) {
        Matcher matcher = Pattern.compile("\nslipway_" + name + "=(.*)\n").matcher(block);
        if (!matcher.find()) {
            throw new IllegalStateException("no slipway_" + name);
        }
        return matcher.group(1);
    }
}
