package io.slipway.payload.image.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;

import io.slipway.payload.image.DebianTools;

/** Kernels as the build of Linux makes them, and what is put into them. */
final class Kernels {

    private static final int SETUP_SECTORS = 4;
    private static final int CODE = 3000;
    private static final int TAIL = 5000;

    private Kernels() {}

    /**
     * A kernel for x86: boot sector and setup, code that unpacks, the payload with its unpacked length behind it, and a tail.
     *
     * @param command what packs from standard input to standard output
     */
    static byte[] bzImage(Path folder, String command, byte[] vmlinux) throws Exception {
        byte[] payload = pack(folder, command, vmlinux);
        int start = (SETUP_SECTORS + 1) * 512;
        ByteBuffer kernel = ByteBuffer.wrap(words(start + CODE + payload.length + 4 + TAIL))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(0x1F1, (byte) SETUP_SECTORS)
                .putInt(0x202, 0x53726448)
                .putShort(0x206, (short) 0x20F)
                .putInt(0x248, CODE)
                .putInt(0x24C, payload.length + 4)
                .put(start + CODE, payload)
                .putInt(start + CODE + payload.length, vmlinux.length);
        return kernel.array();
    }

    /** What a command makes of content. */
    static byte[] pack(Path folder, String command, byte[] content) throws Exception {
        Files.write(folder.resolve("content"), content);
        DebianTools.run(folder, "sh", "-c", command + " < content > packed");
        return Files.readAllBytes(folder.resolve("packed"));
    }

    /** An archive of one file. */
    static byte[] cpio(Path folder, String name, byte[] content) throws Exception {
        Path tree = Files.createDirectories(folder.resolve("archived"));
        Files.write(tree.resolve(name), content);
        DebianTools.run(tree, "sh", "-c", "echo " + name + " | cpio --quiet --reproducible -o -H newc > ../archive");
        Files.delete(tree.resolve(name));
        return Files.readAllBytes(folder.resolve("archive"));
    }

    /** Words that compress as programs do: the same bytes for the same length. */
    static byte[] words(int length) {
        byte[][] words = new byte[2000][];
        Random random = new Random(length);
        for (int i = 0; i < words.length; i++) {
            words[i] = (Integer.toString(random.nextInt(1 << 30), 36) + ' ').getBytes(StandardCharsets.US_ASCII);
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream(length + 10);
        while (text.size() < length) {
            text.writeBytes(words[random.nextInt(words.length)]);
        }
        return Arrays.copyOf(text.toByteArray(), length);
    }
}
