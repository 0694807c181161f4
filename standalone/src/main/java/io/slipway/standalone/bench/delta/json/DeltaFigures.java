package io.slipway.standalone.bench.delta.json;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.slipway.standalone.bench.delta.Comparison;
import io.slipway.standalone.bench.delta.Cost;
import io.slipway.standalone.bench.delta.DeltaSheet;
import io.slipway.standalone.bench.delta.Form;
import io.slipway.standalone.bench.delta.ImagePair;
import io.slipway.standalone.bench.delta.Outcome;
import io.slipway.standalone.bench.delta.Pair;
import io.slipway.standalone.bench.delta.Peer;
import io.slipway.standalone.bench.delta.Verdict;

/** The page's figures as {@code docs/benchmarks/delta.json}. */
public final class DeltaFigures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final FileDigests digests;

    public DeltaFigures(FileDigests digests) {
        this.digests = digests;
    }

    /** Writes the file anew. */
    public void write(DeltaSheet sheet, Path file) throws IOException {
        ObjectNode root = JSON.createObjectNode().put("machine", sheet.machine());
        ArrayNode comparisons = root.putArray("comparisons");
        for (Comparison comparison : sheet.comparisons()) {
            comparisons.add(node(comparison));
        }
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }

    /**
     * What an earlier run has written.
     *
     * @param images finds the images of a combination
     */
    public static List<Comparison> read(Path file, BiFunction<Pair, Form, ImagePair> images) throws IOException {
        List<Comparison> comparisons = new ArrayList<>();
        try {
            for (JsonNode node : JSON.readTree(file.toFile()).path("comparisons")) {
                comparisons.add(comparison(node, images));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException(file + " is damaged; remove it", e);
        }
        return comparisons;
    }

    private static Comparison comparison(JsonNode node, BiFunction<Pair, Form, ImagePair> images)
            throws JacksonException {
        Form form = Form.named(node.path("form").asText())
                .orElseThrow(() -> new IllegalArgumentException("no form: " + node.path("form")));
        Map<Peer, Outcome> peers = new EnumMap<>(Peer.class);
        for (Peer peer : Peer.values()) {
            peers.put(peer, outcome(node.path("peers").path(peer.id())));
        }
        return new Comparison(
                images.apply(Pair.valueOf(node.path("pair").asText()), form),
                outcome(node.at("/ours/delta")),
                outcome(node.at("/ours/full")),
                outcome(node.at("/ours/apply")),
                outcome(node.path("decompress")),
                peers);
    }

    private static Outcome outcome(JsonNode node) throws JacksonException {
        if (node.has("bytes")) {
            ObjectNode cost = node.deepCopy();
            cost.remove("kept");
            return new Outcome.Measured(
                    JSON.treeToValue(cost, Cost.class), node.path("kept").asBoolean());
        }
        return new Outcome.NotRun(node.path("notRun").asText("left out"));
    }

    private ObjectNode node(Comparison comparison) throws IOException {
        ObjectNode node = JSON.createObjectNode()
                .put("pair", comparison.images().pair().name())
                .put("form", comparison.images().form().id())
                .put("from", digests.of(comparison.images().from()))
                .put("to", digests.of(comparison.images().to()));
        ObjectNode ours = node.putObject("ours");
        ours.set("delta", node(comparison.delta()));
        ours.set("full", node(comparison.full()));
        ours.set("apply", node(comparison.apply()));
        node.set("decompress", node(comparison.decompress()));
        ObjectNode peers = node.putObject("peers");
        comparison.peers().forEach((peer, outcome) -> peers.set(peer.id(), node(outcome)));
        ArrayNode verdicts = node.putArray("figures");
        comparison.verdicts().forEach(verdict -> verdicts.add(node(verdict)));
        return node;
    }

    private static ObjectNode node(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Measured(Cost cost, boolean kept) -> {
                ObjectNode node = JSON.valueToTree(cost);
                yield node.put("kept", kept);
            }
            case Outcome.NotRun(String reason) -> JSON.createObjectNode().put("notRun", reason);
        };
    }

    private static ObjectNode node(Verdict verdict) {
        ObjectNode node = JSON.createObjectNode().put("figure", verdict.figure());
        verdict.value().ifPresent(value -> node.put("is", value));
        return node.put("atMost", verdict.atMost()).put("verdict", verdict.word());
    }
}
