package io.slipway.payload.image;

import java.util.List;

import org.junit.jupiter.api.Test;

import io.slipway.payload.image.ImageFile.Run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FoundFilesTest {

    @Test
    void joins_neighbours_and_clips_to_the_size() throws Exception {
        // Given
        FileRuns runs = new FileRuns(100);
        runs.add(0, 1000, 10);
        runs.add(10, 1010, 10);
        runs.add(20, 2000, 10);
        runs.add(40, 2020, 50);
        runs.add(90, 3000, 50);
        runs.add(200, 4000, 1);

        // When
        ImageFile file = runs.toFile("path");

        // Then
        assertThat(file)
                .isEqualTo(new ImageFile(
                        "path",
                        100,
                        List.of(
                                new Run(0, 1000, 20),
                                new Run(20, 2000, 10),
                                new Run(40, 2020, 50),
                                new Run(90, 3000, 10))));
    }

    @Test
    void refuses_parts_that_go_back_in_the_file() throws Exception {
        FileRuns runs = new FileRuns(100);
        runs.add(10, 1000, 10);
        assertThatThrownBy(() -> runs.add(19, 2000, 10)).isInstanceOf(UnreadableImageException.class);
    }

    @Test
    void orders_files_by_their_first_byte_and_puts_holes_last() throws Exception {
        // Given
        FoundFiles found = new FoundFiles();
        found.add(new ImageFile("hole", 5, List.of()));
        found.add(new ImageFile("late", 5, List.of(new Run(0, 50, 5))));
        found.add(new ImageFile("empty", 0, List.of()));
        found.add(new ImageFile("early", 5, List.of(new Run(0, 7, 1), new Run(1, 3, 4))));
        found.addMetadata("table", 0, 7);

        // When
        ImageLayout layout = found.inPlainImage("name", 100);

        // Then
        assertThat(layout.files()).extracting(ImageFile::path).containsExactly("\0table", "early", "late", "hole");
        assertThat(layout.files()).filteredOn(ImageFile::isMetadata).hasSize(1);
        assertThat(layout.pieces()).containsExactly(new Piece.Plain(0, 100));
    }

    @Test
    void stops_when_paths_take_too_much_memory() throws Exception {
        // Given
        FoundFiles found = new FoundFiles();
        ImageFile file = new ImageFile("p".repeat(1 << 20), 1, List.of(new Run(0, 0, 1)));
        for (int i = 0; i < FoundFiles.MAX_PATH_CHARACTERS >> 20; i++) {
            found.add(file);
        }

        // When / Then
        assertThatThrownBy(() -> found.add(file))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("too many files");
    }

    @Test
    void stops_when_there_are_too_many_fragments() throws Exception {
        // Given
        FileRuns runs = new FileRuns(Long.MAX_VALUE);
        for (long i = 0; i <= FileRuns.MAX_RUNS; i++) {
            runs.add(2 * i, 4 * i, 1);
        }

        // When / Then
        assertThatThrownBy(() -> runs.toFile("path"))
                .isInstanceOf(UnreadableImageException.class)
                .hasMessageContaining("fragments");
    }
}
