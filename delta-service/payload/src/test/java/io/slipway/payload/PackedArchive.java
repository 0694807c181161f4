package io.slipway.payload;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

import io.airlift.compress.v3.lz4.Lz4NativeCompressor;

import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.StreamPacker;

/** Archives of compressed files, made without a tool: the smallest images in which something is packed. */
public final class PackedArchive {

    private static final int RECORD = 512;
    private static final int LARGEST_BLOCK = 1 << 16;

    private PackedArchive() {}

    /** A tar archive of files that are each a frame of LZ4 with blocks of 64 KiB. */
    public static byte[] of(byte[]... contents) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (int i = 0; i < contents.length; i++) {
            add(archive, "file" + i + ".lz4", lz4(contents[i]));
        }
        archive.writeBytes(new byte[2 * RECORD]);
        return archive.toByteArray();
    }

    /** A tar archive of files that are each a frame of Zstandard as the program makes it: a stream. */
    public static byte[] ofStreams(byte[]... contents) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        for (int i = 0; i < contents.length; i++) {
            add(archive, "file" + i + ".zst", zstd(contents[i]));
        }
        archive.writeBytes(new byte[2 * RECORD]);
        return archive.toByteArray();
    }

    private static void add(ByteArrayOutputStream archive, String name, byte[] content) {
        archive.writeBytes(header(name, content.length));
        archive.writeBytes(content);
        archive.writeBytes(new byte[-content.length & RECORD - 1]);
    }

    private static byte[] zstd(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        try (StreamPacker packer =
                StreamPacker.of(new RepackRecipe.ZstdStream(3, 4, false, true, true, 0), content.length)) {
            packer.write(content, 0, content.length, frame);
            packer.finish(frame);
        } catch (IOException | CannotRepackException e) {
            throw new AssertionError(e);
        }
        return frame.toByteArray();
    }

    private static byte[] header(String name, int length) {
        byte[] header = new byte[RECORD];
        put(header, 0, name);
        put(header, 100, "0000644\0" + "0000000\0" + "0000000\0" + "%011o\0".formatted(length) + "00000000000\0");
        put(header, 148, "        0");
        put(header, 257, "ustar\0" + "00");
        int sum = 0;
        for (byte value : header) {
            sum += value;
        }
        put(header, 148, "%06o\0 ".formatted(sum));
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] lz4(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.writeBytes(new byte[] {0x04, 0x22, 0x4D, 0x18, 0x60, 0x40, (byte) 0x82});
        Lz4NativeCompressor compressor = new Lz4NativeCompressor();
        for (int at = 0; at < content.length; at += LARGEST_BLOCK) {
            int part = Math.min(LARGEST_BLOCK, content.length - at);
            byte[] block = new byte[compressor.maxCompressedLength(part)];
            int length = compressor.compress(content, at, part, block, 0, block.length);
            frame.writeBytes(number(length));
            frame.writeBytes(Arrays.copyOf(block, length));
        }
        frame.writeBytes(number(0));
        return frame.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
