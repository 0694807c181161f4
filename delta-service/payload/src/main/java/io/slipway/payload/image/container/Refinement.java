package io.slipway.payload.image.container;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.ImageLayout;
import io.slipway.payload.image.Piece;

/** Puts pieces that were found inside of files into a layout. Stateless but for the layout. */
final class Refinement {

    private final ImageLayout layout;

    Refinement(ImageLayout layout) {
        this.layout = layout;
    }

    /**
     * The layout with more pieces. One that another file shares only a part of is left out.
     *
     * @param members ascending, without overlap, each wholly inside of a plain piece
     */
    ImageLayout with(Collection<Piece> members) {
        RunEnds ends = new RunEnds(layout.files());
        Growth growth = new Growth(members.size());
        List<Piece> pieces = new ArrayList<>(layout.pieces().size() + 2 * members.size());
        List<Piece> left = List.copyOf(members);
        int next = 0;
        long unpacked = 0;
        for (Piece piece : layout.pieces()) {
            long end = piece.offset() + piece.length();
            long at = piece.offset();
            while (next < left.size() && left.get(next).offset() < end) {
                Piece member = left.get(next++);
                long start = unpacked + member.offset() - piece.offset();
                if (!ends.isAnyInside(start, start + member.length())) {
                    addPlain(pieces, at, member.offset());
                    pieces.add(member);
                    growth.add(start + member.length(), member.unpackedLength() - member.length());
                    at = member.offset() + member.length();
                }
            }
            if (at == piece.offset()) {
                pieces.add(piece);
            } else {
                addPlain(pieces, at, end);
            }
            unpacked += piece.unpackedLength();
        }
        List<ImageFile> files =
                layout.files().stream().map(file -> grown(file, growth)).toList();
        return new ImageLayout(layout.filesystem(), pieces, files, layout.remark());
    }

    private static void addPlain(List<Piece> pieces, long from, long to) {
        if (from < to) {
            pieces.add(new Piece.Plain(from, to - from));
        }
    }

    private static ImageFile grown(ImageFile file, Growth growth) {
        List<Run> runs = new ArrayList<>(file.runs().size());
        long grown = 0;
        for (Run run : file.runs()) {
            long offset = growth.moved(run.offset());
            long length = growth.moved(run.offset() + run.length()) - offset;
            runs.add(new Run(run.fileOffset() + grown, offset, length));
            grown += length - run.length();
        }
        return new ImageFile(file.path(), file.size() + grown, runs);
    }
}
