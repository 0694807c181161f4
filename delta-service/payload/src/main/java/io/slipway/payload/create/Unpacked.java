package io.slipway.payload.create;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.function.Consumer;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.script.Scratch;

/** The unpacked bytes of an image, written once and then read as memory, also when this is closed. Not thread-safe. */
final class Unpacked implements Closeable {

    private static final int BUFFER = 1 << 20;

    private final FileChannel file;
    private final OutputStream out;

    private Unpacked(Scratch scratch) throws IOException {
        file = scratch.open();
        out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    }

    /**
     * The bytes of an image with the content of pieces in their places; zeros for what does not unpack.
     *
     * @param pieces inside of the image, ascending
     * @param unpacks told of each piece that does
     * @param arena how long the bytes are needed
     */
    static MemorySegment of(
            MemorySegment image, List<Piece> pieces, Consumer<Piece> unpacks, Scratch scratch, Arena arena)
            throws IOException {
        ImageBytes bytes = ImageBytes.of(image);
        try (Unpacked file = new Unpacked(scratch)) {
            long end = 0;
            for (Piece piece : pieces) {
                file.add(bytes, end, piece.offset() - end);
                if (file.addContent(bytes, piece)) {
                    unpacks.accept(piece);
                }
                end = piece.offset() + piece.length();
            }
            file.add(bytes, end, bytes.length() - end);
            return file.map(arena);
        } catch (UnreadableImageException e) {
            throw new IllegalStateException("a piece is outside of the image", e);
        }
    }

    private void add(ImageBytes image, long offset, long length) throws IOException, UnreadableImageException {
        try (var in = image.stream(offset, length)) {
            in.transferTo(out);
        }
    }

    /** Adds the content of a packed piece; zeros, and false, if it does not unpack. */
    private boolean addContent(ImageBytes image, Piece piece) throws IOException {
        Counted counted = new Counted();
        try {
            switch (piece) {
                case Piece.Plain plain -> throw new IllegalArgumentException("nothing is packed at " + plain.offset());
                case Piece.Packed packed -> counted.write(Unpacking.contentOf(image, packed));
                case Piece.Stream stream -> Unpacking.writeContentOf(image, stream, counted);
            }
            return true;
        } catch (UnreadableImageException e) {
            for (long left = piece.unpackedLength() - counted.length; left > 0; left--) {
                out.write(0);
            }
            return false;
        }
    }

    private final class Counted extends OutputStream {

        private long length;

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            length++;
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            out.write(bytes, from, count);
            length += count;
        }
    }

    /** All bytes. */
    private MemorySegment map(Arena arena) throws IOException {
        out.flush();
        return file.map(FileChannel.MapMode.READ_ONLY, 0, file.size(), arena);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
