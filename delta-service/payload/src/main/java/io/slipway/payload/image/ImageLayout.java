package io.slipway.payload.image;

import java.util.List;
import java.util.Optional;

/**
 * What a reader found in an image.
 *
 * @param filesystem name of the reader, or {@code plain}
 * @param pieces they partition the image: ascending, without gaps, from its first byte to its last
 * @param files regular files with content, in the order of their first byte where the reader knows one, else as found
 * @param remark why the image, or a part of it that is named, is treated as plain bytes although it looked like a filesystem
 */
public record ImageLayout(String filesystem, List<Piece> pieces, List<ImageFile> files, Optional<String> remark) {

    /** @throws IllegalArgumentException if the pieces leave a gap or a file points outside of them */
    public ImageLayout {
        pieces = List.copyOf(pieces);
        files = List.copyOf(files);
        long end = 0;
        long unpacked = 0;
        for (Piece piece : pieces) {
            if (piece.offset() != end) {
                throw new IllegalArgumentException("a piece at " + piece.offset() + " follows one that ends at " + end);
            }
            end += piece.length();
            unpacked += piece.unpackedLength();
        }
        for (ImageFile file : files) {
            for (ImageFile.Run run : file.runs()) {
                if (run.length() > unpacked - run.offset()) {
                    throw new IllegalArgumentException(file.path() + ": " + run + " of " + unpacked);
                }
            }
        }
    }

    /** The layout of an image about whose content nothing is known. */
    public static ImageLayout plain(long length, Optional<String> remark) {
        return new ImageLayout(
                "plain", length == 0 ? List.of() : List.of(new Piece.Plain(0, length)), List.of(), remark);
    }
}
