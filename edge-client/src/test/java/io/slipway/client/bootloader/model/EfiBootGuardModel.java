package io.slipway.client.bootloader.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;

import io.slipway.client.bootloader.BootFiles;
import io.slipway.client.slot.SlotName;

/** EFI Boot Guard 0.13: {@code load_config} and {@code save_current_config} of {@code env/fatvars.c}, with slot a on the first config partition. */
public final class EfiBootGuardModel implements BootloaderModel {

    /** {@code sizeof(BG_ENVDATA)} with the 131072 bytes of user variables that Debian builds it with. */
    public static final int BYTES = 132_104;

    private final BootFiles files;
    private final List<Path> partitions;

    public EfiBootGuardModel(BootFiles files, Path environmentA, Path environmentB) {
        this.files = files;
        this.partitions = List.of(environmentA, environmentB);
    }

    @Override
    public SlotName boot(Optional<String> argument) throws IOException {
        long latestRevision = 0;
        long previousRevision = 0;
        int latest = 0;
        int previous = 0;
        ByteBuffer[] environments = {load(0), load(1)};
        for (int i = 0; i < 2; i++) {
            long revision = Integer.toUnsignedLong(environments[i].getInt(1024));
            if (environments[i].getInt(BYTES - 4) != crc(environments[i])) {
                continue;
            }
            if (revision > latestRevision) {
                previousRevision = latestRevision;
                previous = latest;
                latestRevision = revision;
                latest = i;
            } else if (revision > previousRevision) {
                previousRevision = revision;
                previous = i;
            }
        }
        if (latestRevision == 0) {
            throw new IllegalStateException("no valid environment");
        }
        int current = latest;
        if (environments[latest].get(1020) == 1) {
            current = previous;
        } else if (environments[latest].get(1021) == 2) {
            environments[latest].put(1021, (byte) 3).putInt(1024, 0);
            save(latest, environments[latest]);
            current = previous;
        } else if (environments[latest].get(1021) == 1) {
            environments[latest].put(1021, (byte) 2);
            save(latest, environments[latest]);
        }
        return current == 0 ? SlotName.A : SlotName.B;
    }

    private ByteBuffer load(int partition) throws IOException {
        return ByteBuffer.wrap(files.read(partitions.get(partition), 0, BYTES)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void save(int partition, ByteBuffer environment) throws IOException {
        environment.putInt(BYTES - 4, crc(environment));
        files.overwrite(partitions.get(partition), 0, environment.array());
    }

    private static int crc(ByteBuffer environment) {
        CRC32 crc = new CRC32();
        crc.update(environment.array(), 0, BYTES - 4);
        return (int) crc.getValue();
    }
}
