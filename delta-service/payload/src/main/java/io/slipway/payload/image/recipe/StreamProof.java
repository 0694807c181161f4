package io.slipway.payload.image.recipe;

import java.io.IOException;
import java.io.OutputStream;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.Unpacking;
import io.slipway.payload.image.UnreadableImageException;
import io.slipway.payload.repack.CannotRepackException;
import io.slipway.payload.repack.RepackRecipe;
import io.slipway.payload.repack.StreamPacker;

/** Packs a stream's content again and compares as it comes, so that nothing large is held and a wrong recipe is given up at its first wrong byte. */
final class StreamProof {

    /** So much content shows a wrong level. Jobs of the program are longer, so what comes of it is the same with and without them, but for {@code --long}. */
    private static final long SAMPLE = 512 * 1024;

    private final ImageBytes image;
    private final Piece.Stream piece;

    StreamProof(ImageBytes image, Piece.Stream piece) {
        this.image = image;
        this.piece = piece;
    }

    /** Whether a recipe gives exactly the piece's bytes. Blocks, for as long as packing takes if it is so. */
    boolean isGivenBy(RepackRecipe.ZstdStream recipe) {
        boolean mayBeRight = recipe.longWindow() != 0 || isRight(recipe.withoutJobs(), SAMPLE);
        return mayBeRight && isRight(recipe, Long.MAX_VALUE);
    }

    private boolean isRight(RepackRecipe.ZstdStream recipe, long limit) {
        Comparison comparison = new Comparison();
        try (StreamPacker packer = StreamPacker.of(recipe, piece.unpackedLength())) {
            Unpacking.writeContentOf(image, piece, new Content(packer, comparison, limit));
            packer.finish(comparison);
            return comparison.at == piece.length();
        } catch (Decided decided) {
            return decided.right;
        } catch (CannotRepackException | UnreadableImageException e) {
            return false;
        } catch (IOException e) {
            throw new IllegalStateException("nothing here reads or writes files", e);
        }
    }

    /** Takes what was unpacked. */
    private static final class Content extends OutputStream {

        private final StreamPacker packer;
        private final OutputStream packed;
        private long left;

        Content(StreamPacker packer, OutputStream packed, long limit) {
            this.packer = packer;
            this.packed = packed;
            left = limit;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (left < length) {
                throw new Decided(true);
            }
            left -= length;
            try {
                packer.write(bytes, from, length, packed);
            } catch (CannotRepackException e) {
                throw new Decided(false);
            }
        }
    }

    /** Takes what was packed again. */
    private final class Comparison extends OutputStream {

        private long at;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            if (length > piece.length() - at || !image.equals(piece.offset() + at, bytes, from, length)) {
                throw new Decided(false);
            }
            at += length;
        }
    }

    /** Ends the unpacking. */
    private static final class Decided extends IOException {

        private static final long serialVersionUID = 1;

        private final boolean right;

        Decided(boolean right) {
            super("it is known whether a recipe is right: " + right);
            this.right = right;
        }
    }
}
