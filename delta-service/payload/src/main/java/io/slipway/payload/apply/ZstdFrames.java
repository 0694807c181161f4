package io.slipway.payload.apply;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import io.airlift.compress.v3.zstd.ZstdInputStream;

/**
 * Decompresses Zstandard frames (RFC 8878) with libzstd or, where that cannot be loaded, in Java.
 *
 * <p>libzstd is ten times as fast and needs a quarter of the memory; the decoder in Java works on every machine.
 */
final class ZstdFrames {

    /** The largest window is 2 to this power: 8 MiB. */
    static final int WINDOW_LOG = 23;

    private static final boolean LIBRARY = isLibraryHere();

    private ZstdFrames() {}

    private static boolean isLibraryHere() {
        try {
            Native.load();
            return Native.isLoaded();
        } catch (LinkageError e) {
            return false;
        }
    }

    /** The content of a frame; reading throws {@link UndecodableFrameException} where it is none, and what {@code frame} throws. */
    static InputStream open(InputStream frame) throws IOException {
        return LIBRARY ? new LibraryFrame(new ZstdInputStreamNoFinalizer(frame).setLongMax(WINDOW_LOG)) : inJava(frame);
    }

    /** As {@link #open}, without libzstd. */
    static InputStream inJava(InputStream frame) {
        return new JavaFrame(new Watched(frame));
    }

    private static final class LibraryFrame extends FilterInputStream {

        LibraryFrame(InputStream unpacked) {
            super(unpacked);
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (ZstdIOException e) {
                throw new UndecodableFrameException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (ZstdIOException e) {
                throw new UndecodableFrameException(e);
            }
        }
    }

    /** Damage that the decoder in Java does not look for shows as any exception. */
    private static final class JavaFrame extends FilterInputStream {

        private final Watched frame;

        JavaFrame(Watched frame) {
            super(new ZstdInputStream(frame));
            this.frame = frame;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (IOException | RuntimeException e) {
                if (frame.failed) {
                    throw e;
                }
                throw new UndecodableFrameException(e);
            }
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            try {
                return super.read(buffer, offset, length);
            } catch (IOException | RuntimeException e) {
                if (frame.failed) {
                    throw e;
                }
                throw new UndecodableFrameException(e);
            }
        }
    }

    /** Remembers whether reading it failed. */
    private static final class Watched extends FilterInputStream {

        private boolean failed;

        Watched(InputStream frame) {
            super(frame);
        }

        @Override
        public int read() throws IOException {
            failed = true;
            int next = super.read();
            failed = false;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            failed = true;
            int read = super.read(buffer, offset, length);
            failed = false;
            return read;
        }
    }
}
