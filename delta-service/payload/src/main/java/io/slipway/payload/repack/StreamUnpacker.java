package io.slipway.payload.repack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;

/**
 * Unpacks Zstandard frames that are too large for memory. Needs as much as the frame's window says, at most 128 MiB, and 256 KiB more:
 * 4 MiB for level 9 of the program {@code zstd}, 8 MiB for level 19. Stateless and safe for use by several threads.
 */
public final class StreamUnpacker {

    private static final int LARGEST_WINDOW_LOG = 27;
    private static final int CHUNK = 64 * 1024;

    private StreamUnpacker() {}

    /**
     * Unpacks one frame.
     *
     * @param packed the frame and nothing else; closed afterwards
     * @param out takes the content in portions; it may have taken some when this throws
     * @param limit most bytes of content
     * @return length of the content
     * @throws UndecodableException if the frame is damaged, gives more than {@code limit} bytes, or has too large a window
     * @throws IOException if one of the streams throws it
     */
    public static long unpack(InputStream packed, OutputStream out, long limit)
            throws IOException, UndecodableException {
        try (ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(packed)) {
            zstd.setLongMax(LARGEST_WINDOW_LOG);
            byte[] chunk = new byte[CHUNK];
            long length = 0;
            for (int read = read(zstd, chunk); read >= 0; read = read(zstd, chunk)) {
                length += read;
                if (length > limit) {
                    throw new UndecodableException("a Zstandard frame gives more than " + limit + " bytes");
                }
                out.write(chunk, 0, read);
            }
            return length;
        }
    }

    /**
     * Unpacks the beginning of a frame; what comes behind is not looked at, and need not be there.
     *
     * @param length of the content that is wanted
     * @throws UndecodableException if the frame is damaged, gives fewer bytes, or has too large a window
     */
    public static void unpackFirst(InputStream packed, OutputStream out, long length)
            throws IOException, UndecodableException {
        try (ZstdInputStreamNoFinalizer zstd = new ZstdInputStreamNoFinalizer(packed)) {
            zstd.setLongMax(LARGEST_WINDOW_LOG);
            byte[] chunk = new byte[CHUNK];
            for (long done = 0; done < length; ) {
                int read = read(zstd, chunk);
                if (read < 0) {
                    throw new UndecodableException(done + " bytes instead of " + length);
                }
                int part = (int) Math.min(read, length - done);
                out.write(chunk, 0, part);
                done += part;
            }
        }
    }

    private static int read(InputStream zstd, byte[] chunk) throws IOException, UndecodableException {
        try {
            return zstd.read(chunk);
        } catch (ZstdIOException e) {
            throw new UndecodableException("a Zstandard frame is damaged: " + e.getMessage());
        }
    }
}
