package io.slipway.payload.image.container;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.slipway.payload.image.ImageBytes;
import io.slipway.payload.image.Packing;
import io.slipway.payload.image.Piece;
import io.slipway.payload.image.UnreadableImageException;

import static io.slipway.payload.image.container.Kernels.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class GzipMemberTest {

    private static final long BUDGET = 1 << 26;
    private static final int TRAILER = 8;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"gzip -9, BEST", "gzip -1, FASTEST", "gzip, NONE"})
    void says_what_the_header_hints_at(String command, Packing.Deflate.Hint hint) throws Exception {
        // Given
        byte[] file = Kernels.pack(folder, command, words(Piece.Packed.LARGEST));
        Members members = new Members(BUDGET);

        // When
        long end = new GzipMember().read(ImageBytes.of(file), 0, members);

        // Then
        assertThat(end).isEqualTo(file.length);
        assertThat(members.found().values()).singleElement().satisfies(piece -> {
            assertThat(piece)
                    .isEqualTo(new Piece.Packed(
                            piece.offset(), piece.length(), new Packing.Deflate(hint), Piece.Packed.LARGEST));
            assertThat(piece.offset() + piece.length()).isEqualTo(file.length - TRAILER);
        });
    }

    @Test
    void leaves_alone_what_is_too_large_for_memory() throws Exception {
        byte[] file = Kernels.pack(folder, "gzip -1", words(Piece.Packed.LARGEST + 1));
        Members members = new Members(BUDGET);
        assertThatThrownBy(() -> new GzipMember().read(ImageBytes.of(file), 0, members))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageEndingWith("is cut off or too large");
        assertThat(members.found()).isEmpty();
    }
}
