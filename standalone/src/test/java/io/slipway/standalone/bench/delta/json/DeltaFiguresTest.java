package io.slipway.standalone.bench.delta.json;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.standalone.bench.delta.Comparison;
import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.DeltaSheet;
import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Outcome;
import io.slipway.standalone.bench.delta.Pair;
import io.slipway.standalone.bench.delta.Peer;

import static org.assertj.core.api.Assertions.assertThat;

class DeltaFiguresTest {

    @TempDir
    private Path folder;

    @Test
    void the_figures_name_images_costs_reasons_and_verdicts() throws IOException {
        ImagePair images = new ImagePair(Pair.security, Form.EROFS, folder);
        Files.writeString(images.from(), "");
        Files.writeString(images.to(), "new");
        Outcome done = new Outcome.Measured(new Cost(30, 1.5, 1.25, 4096, 2048), true);
        Outcome absent = new Outcome.NotRun("not installed");
        Comparison comparison =
                new Comparison(images, done, done, absent, done, Map.of(Peer.XDELTA3, done, Peer.BSDIFF, absent));

        new DeltaFigures(new FileDigests())
                .write(new DeltaSheet("a machine", List.of(comparison)), folder.resolve("delta.json"));

        JsonNode node = new ObjectMapper().readTree(folder.resolve("delta.json").toFile());
        assertThat(node.path("machine").asText()).isEqualTo("a machine");
        JsonNode first = node.path("comparisons").path(0);
        assertThat(first.path("from").asText())
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(first.at("/ours/delta/bytes").asLong()).isEqualTo(30);
        assertThat(first.at("/peers/xdelta3/kept").asBoolean()).isTrue();
        assertThat(first.at("/peers/bsdiff/notRun").asText()).isEqualTo("not installed");
        assertThat(first.at("/figures/0/verdict").asText()).isEqualTo("missed");
    }

    @Test
    void a_later_run_reads_what_an_earlier_one_has_written() throws IOException {
        // Given
        ImagePair images = new ImagePair(Pair.security, Form.EROFS, folder);
        Files.writeString(images.from(), "");
        Files.writeString(images.to(), "new");
        Map<Peer, Outcome> peers = new EnumMap<>(Peer.class);
        for (Peer peer : Peer.values()) {
            peers.put(peer, new Outcome.NotRun("not installed"));
        }
        peers.put(Peer.XDELTA3, new Outcome.Measured(new Cost(30, 1.5, 1.25, 4096, 2048), true));
        Outcome done = new Outcome.Measured(new Cost(31, 2.5, 3.25, 4096, 0), false);
        Comparison comparison = new Comparison(images, done, done, new Outcome.NotRun("no room"), done, peers);
        Path file = folder.resolve("delta.json");

        // When
        new DeltaFigures(new FileDigests()).write(new DeltaSheet("a machine", List.of(comparison)), file);

        // Then
        assertThat(DeltaFigures.read(file, (pair, form) -> new ImagePair(pair, form, folder)))
                .containsExactly(comparison);
    }
}
