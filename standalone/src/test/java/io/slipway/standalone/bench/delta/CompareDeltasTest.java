package io.slipway.standalone.bench.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.StandaloneException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CompareDeltasTest {

    private static final Outcome DONE = new Outcome.Measured(new Cost(1, 1, 1, 1, 1), false);

    @TempDir
    private Path folder;

    private final List<String> progress = new ArrayList<>();
    private ImagePair pair = new ImagePair(Pair.security, Form.EROFS, Path.of(""));

    @BeforeEach
    void make_images() throws IOException {
        pair = new ImagePair(Pair.security, Form.EROFS, folder);
        Files.writeString(pair.from(), "old");
        Files.writeString(pair.to(), "new");
    }

    @Test
    void measures_every_peer_but_those_left_out() throws IOException {
        Comparison comparison = comparing("new").compare(pair, Set.of(Peer.BSDIFF));

        assertThat(comparison.peers()).containsOnlyKeys(Peer.values()).containsEntry(Peer.XDELTA3, DONE);
        assertThat(comparison.peers().get(Peer.BSDIFF)).isEqualTo(new Outcome.NotRun("left out"));
        assertThat(progress).contains("security erofs: xdelta3").doesNotContain("security erofs: bsdiff");
    }

    @Test
    void applies_what_it_made_and_leaves_nothing_behind() throws IOException {
        Comparison comparison = comparing("new").compare(pair, Set.of());

        assertThat(comparison.apply()).isEqualTo(DONE);
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    @Test
    void a_delta_that_gives_another_image_ends_the_benchmark() {
        assertThatThrownBy(() -> comparing("wrong").compare(pair, Set.of()))
                .isInstanceOf(StandaloneException.class)
                .hasMessage("Our delta of security erofs does not give the new image.");
        assertThat(folder.resolve("scratch")).doesNotExist();
    }

    @Test
    void nothing_is_applied_where_no_delta_was_made() throws IOException {
        CompareDeltas peersOnly = new CompareDeltas(
                (_, _) -> DONE, new LeftOut(), (_, _) -> DONE, folder.resolve("scratch"), progress::add);

        Comparison comparison = peersOnly.compare(pair, Set.of());

        assertThat(comparison.delta()).isEqualTo(new Outcome.NotRun("left out"));
        assertThat(comparison.apply()).isEqualTo(new Outcome.NotRun("there is no delta"));
    }

    private CompareDeltas comparing(String target) {
        return new CompareDeltas(
                (_, _) -> DONE, new Writing(target), (_, _) -> DONE, folder.resolve("scratch"), progress::add);
    }

    /** Writes the same target whatever the payload. */
    private record Writing(String content) implements DeltaMaker {

        @Override
        public Outcome make(Optional<Path> from, Path to, Path output) throws IOException {
            Files.writeString(output, "payload");
            return DONE;
        }

        @Override
        public Outcome apply(Path source, Path payload, Path target) throws IOException {
            Files.writeString(target, content);
            return DONE;
        }
    }
}
