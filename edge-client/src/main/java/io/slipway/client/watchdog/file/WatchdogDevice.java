package io.slipway.client.watchdog.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

import io.slipway.client.watchdog.Watchdog;

/**
 * A device such as {@code /dev/watchdog} (Linux, Documentation/watchdog/watchdog-api.rst): it runs from when it is opened, every byte written feeds it,
 * and closing it stops it only if the last byte was {@code V} and the driver was not loaded with {@code nowayout}. Its timeout is left to kernel and
 * device tree.
 */
public final class WatchdogDevice implements Watchdog {

    private static final byte[] FOOD = {0};
    private static final byte[] MAGIC_CLOSE = "V".getBytes(StandardCharsets.US_ASCII);

    private final FileChannel device;

    private WatchdogDevice(FileChannel device) {
        this.device = device;
    }

    /** @throws IOException if there is no such device, or somebody else has it open */
    public static WatchdogDevice open(Path device) throws IOException {
        return new WatchdogDevice(FileChannel.open(device, StandardOpenOption.WRITE));
    }

    @Override
    public void feed() throws IOException {
        device.write(ByteBuffer.wrap(FOOD));
    }

    @Override
    public void release() throws IOException {
        try (device) {
            device.write(ByteBuffer.wrap(MAGIC_CLOSE));
        }
    }

    @Override
    public void close() throws IOException {
        device.close();
    }
}
