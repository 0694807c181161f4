package io.slipway.client.slot.verity.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import io.slipway.client.journal.file.Durability;
import io.slipway.client.slot.SlotName;
import io.slipway.client.slot.verity.VerityRoot;
import io.slipway.client.slot.verity.VerityRoots;

/**
 * One file for each slot of a component, {@code slipway-verity-rootfs-a.env} and {@code slipway-verity-rootfs-b.env}, with a variable on each line: U-Boot
 * reads it by {@code env import -t}, a shell by {@code .}, for which other characters than letters and digits become underscores in the
 * names. They are what the device mapper wants to know (Linux: admin-guide/device-mapper/verity.rst); a salt that is empty is a hyphen. A filesystem of a boot partition, FAT above all, may lose a file that is replaced when the power fails: it can only be that of the
 * inactive slot, which is not armed before it is durable.
 */
public final class VerityRootFiles implements VerityRoots {

    private final Path directory;
    private final String component;

    /** @param directory that the bootloader can read, for example {@code /boot} */
    public VerityRootFiles(Path directory, String component) {
        this.directory = directory;
        this.component = component;
    }

    @Override
    public void put(SlotName slot, VerityRoot root) throws IOException {
        String name = "slipway_verity_" + component.replaceAll("[^A-Za-z0-9]", "_") + "_" + slot.text();
        String text = """
                %1$s=%2$s
                %1$s_salt=%3$s
                %1$s_uuid=%4$s
                %1$s_data_blocks=%5$d
                %1$s_hash_offset=%6$d
                %1$s_sectors=%7$d
                %1$s_hash_start=%8$d
                """.formatted(
                        name,
                        root.rootHash(),
                        root.salt().isEmpty() ? "-" : root.salt(),
                        root.uuid(),
                        root.dataBlocks(),
                        root.hashOffset(),
                        root.sectors(),
                        root.hashStart());
        Durability.replace(
                directory.resolve("slipway-verity-" + component + "-" + slot.text() + ".env"),
                text.getBytes(StandardCharsets.US_ASCII));
    }
}
