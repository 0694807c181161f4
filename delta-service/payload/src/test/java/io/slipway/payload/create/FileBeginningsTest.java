package io.slipway.payload.create;

import java.lang.foreign.MemorySegment;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.slipway.payload.SampleImages;
import io.slipway.payload.image.ImageFile;
import io.slipway.payload.image.ImageFile.Run;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;

import static org.assertj.core.api.Assertions.assertThat;

/** A compressed file of 6000 bytes that lies together in one image, at 100, and in two parts in the other. */
class FileBeginningsTest {

    private static final int LENGTH = 6000;
    private static final int AT = 100;
    private static final int HEADER = 10;

    private final byte[] file = SampleImages.random(5, LENGTH);
    private final Piece piece =
            new Piece.Packed(AT + HEADER, LENGTH - HEADER, new Packing.Deflate(Packing.Deflate.Hint.BEST), 20_000);

    @Test
    void a_file_whose_last_block_lies_elsewhere_begins_the_same() {
        FileBeginnings cut = cutAfter(4096);

        assertThat(whole().areOfCut(piece, cut)).isTrue();
    }

    @Test
    void a_file_that_changed_before_its_last_block_does_not() {
        file[3000]++;
        FileBeginnings changed = cutAfter(4096);
        file[3000]--;

        assertThat(whole().areOfCut(piece, changed)).isFalse();
    }

    @Test
    void a_file_of_which_only_the_first_bytes_are_there_does_not() {
        assertThat(whole().areOfCut(piece, cutAfter(2500))).isFalse();
        assertThat(whole().areOfCut(piece, cutAfter(50)))
                .as("too short to be told apart from others")
                .isFalse();
    }

    @Test
    void nothing_begins_in_an_image_without_files() {
        FileBeginnings none = new FileBeginnings(MemorySegment.ofArray(file), List.of());

        assertThat(whole().areOfCut(piece, none)).isFalse();
        assertThat(none.areOfCut(piece, whole())).isFalse();
    }

    private FileBeginnings whole() {
        byte[] content = new byte[AT + LENGTH];
        System.arraycopy(file, 0, content, AT, LENGTH);
        return new FileBeginnings(MemorySegment.ofArray(content), List.of(fileOf(new Run(0, AT, LENGTH))));
    }

    /** The first part at 700, the rest at 7000. */
    private FileBeginnings cutAfter(int length) {
        byte[] content = new byte[7000 + LENGTH];
        System.arraycopy(file, 0, content, 700, length);
        System.arraycopy(file, length, content, 7000, LENGTH - length);
        return new FileBeginnings(
                MemorySegment.ofArray(content),
                List.of(fileOf(new Run(0, 700, length), new Run(length, 7000, LENGTH - length))));
    }

    private static ImageFile fileOf(Run... runs) {
        return new ImageFile("a.gz", LENGTH, List.of(runs));
    }
}
