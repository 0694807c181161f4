package io.slipway.payload.create;

import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.repack.Codec;
import io.slipway.payload.script.PackedSource;
import io.slipway.payload.script.Preamble;
import io.slipway.payload.script.Scratch;

/**
 * The source image, unpacked as a device will see it.
 *
 * @param pieces what is unpacked
 * @param bytes all of the unpacked image
 */
record SourceView(PackedSource pieces, MemorySegment bytes, Unpacked file) implements Closeable {

    /**
     * Unpacks an image.
     *
     * @param codecs of pieces that are worth it
     * @param whole the image
     */
    static SourceView of(
            ImageBytes image, ImageLayout layout, Set<Codec> codecs, MemorySegment whole, Scratch scratch, Arena arena)
            throws IOException {
        Unpacked file = new Unpacked(scratch);
        Table table = new Table();
        try {
            long plainFrom = 0;
            for (Piece piece : layout.pieces()) {
                if (table.isFull() || !unpack(image, piece, codecs, plainFrom, file)) {
                    continue;
                }
                table.add(piece);
                plainFrom = piece.offset() + piece.length();
            }
            if (table.isEmpty()) {
                return new SourceView(table.done(image.length()), whole, file);
            }
            file.add(image, plainFrom, image.length() - plainFrom);
            return new SourceView(table.done(image.length()), file.map(arena), file);
        } catch (UnreadableImageException e) {
            file.close();
            throw new IllegalStateException("the layout goes beyond the image", e);
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
    }

    /** Adds what is plain before a piece and then its content; nothing if it cannot be unpacked. */
    private static boolean unpack(ImageBytes image, Piece piece, Set<Codec> codecs, long plainFrom, Unpacked file)
            throws IOException, UnreadableImageException {
        switch (piece) {
            case Piece.Plain _ -> {
                return false;
            }
            case Piece.Packed packed -> {
                if (!codecs.contains(Unpacking.codecOf(packed.packing()))) {
                    return false;
                }
                byte[] content;
                try {
                    content = Unpacking.contentOf(image, packed);
                } catch (UnreadableImageException e) {
                    return false;
                }
                file.add(image, plainFrom, piece.offset() - plainFrom);
                file.add(content);
            }
            case Piece.Stream stream -> {
                if (!codecs.contains(Unpacking.codecOf(stream.packing()))) {
                    return false;
                }
                file.add(image, plainFrom, piece.offset() - plainFrom);
                Unpacking.writeContentOf(image, stream, file.out());
                file.added(stream.unpackedLength());
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** The pieces so far. */
    private static final class Table {

        private final List<Piece> pieces = new ArrayList<>();

        boolean isFull() {
            return pieces.size() == Preamble.MAX_PIECES;
        }

        boolean isEmpty() {
            return pieces.isEmpty();
        }

        void add(Piece piece) {
            pieces.add(piece);
        }

        PackedSource done(long imageLength) {
            return new PackedSource(
                    imageLength,
                    pieces.stream().mapToLong(Piece::offset).toArray(),
                    pieces.stream().mapToInt(piece -> (int) piece.length()).toArray(),
                    pieces.stream()
                            .mapToInt(piece -> (int) piece.unpackedLength())
                            .toArray(),
                    pieces.stream().map(Table::codec).toArray(Codec[]::new));
        }

        private static Codec codec(Piece piece) {
            return switch (piece) {
                case Piece.Plain _ -> throw new IllegalStateException("nothing is packed there");
                case Piece.Packed packed -> Unpacking.codecOf(packed.packing());
                case Piece.Stream stream -> Unpacking.codecOf(stream.packing());
            };
        }
    }
}
