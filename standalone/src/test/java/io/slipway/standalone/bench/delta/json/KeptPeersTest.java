package io.slipway.standalone.bench.delta.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Outcome;
import io.slipway.standalone.bench.delta.Pair;
import io.slipway.standalone.bench.delta.Peer;
import io.slipway.standalone.bench.delta.Peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class KeptPeersTest {

    private static final Cost COST = new Cost(34_000_000, 100.5, 99.25, 900 << 20, 800 << 20);

    @TempDir
    private Path folder;

    private final AtomicInteger measurements = new AtomicInteger();
    private final Peers measuring = (_, _) -> {
        measurements.incrementAndGet();
        return new Outcome.Measured(COST, false);
    };

    @BeforeEach
    void make_images() throws IOException {
        for (Form form : Form.values()) {
            Files.writeString(pair(form).from(), "old " + form);
            Files.writeString(pair(form).to(), "new " + form);
        }
    }

    @Test
    void what_was_measured_is_not_measured_again_and_says_so() throws IOException {
        assertThat(kept(measuring, "1").measure(Peer.XDELTA3, pair(Form.EXT4)))
                .isEqualTo(new Outcome.Measured(COST, false));
        assertThat(kept(measuring, "1").measure(Peer.XDELTA3, pair(Form.EXT4)))
                .isEqualTo(new Outcome.Measured(COST, true));

        assertThat(measurements).hasValue(1);
    }

    @Test
    void other_bytes_another_form_or_another_version_are_measured() throws IOException {
        kept(measuring, "1").measure(Peer.XDELTA3, pair(Form.EXT4));
        kept(measuring, "1").measure(Peer.XDELTA3, pair(Form.EROFS));
        kept(measuring, "2").measure(Peer.XDELTA3, pair(Form.EXT4));
        Files.writeString(pair(Form.EXT4).to(), "newer");
        kept(measuring, "1").measure(Peer.XDELTA3, pair(Form.EXT4));

        assertThat(measurements).hasValue(4);
    }

    @Test
    void a_peer_that_compares_files_is_measured_once_for_all_forms() throws IOException {
        kept(measuring, "1").measure(Peer.OSTREE, pair(Form.EXT4));
        kept(measuring, "1").measure(Peer.OSTREE, pair(Form.SQUASHFS_ZSTD));

        assertThat(measurements).hasValue(1);
    }

    @Test
    void what_was_not_run_is_tried_again() throws IOException {
        kept((_, _) -> new Outcome.NotRun("not installed"), "1").measure(Peer.ZCHUNK, pair(Form.EXT4));

        assertThat(kept(measuring, "1").measure(Peer.ZCHUNK, pair(Form.EXT4)))
                .isEqualTo(new Outcome.Measured(COST, false));
    }

    @Test
    void a_damaged_file_is_named() throws IOException {
        kept(measuring, "1").measure(Peer.RDIFF, pair(Form.EXT4));
        Path file;
        try (var files = Files.list(folder.resolve("peers"))) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{");

        assertThatThrownBy(() -> kept(measuring, "1").measure(Peer.RDIFF, pair(Form.EXT4)))
                .isInstanceOf(IOException.class)
                .hasMessage(file + " is damaged; remove it");
    }

    private KeptPeers kept(Peers peers, String version) {
        return new KeptPeers(peers, _ -> version, folder.resolve("peers"), new FileDigests());
    }

    private ImagePair pair(Form form) {
        return new ImagePair(Pair.security, form, folder);
    }
}
