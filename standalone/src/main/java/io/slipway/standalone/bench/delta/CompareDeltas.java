package io.slipway.standalone.bench.delta;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import io.slipway.standalone.FileTree;
import io.slipway.standalone.StandaloneException;

/** Measures ours and the peers over two images, one after the other. */
public final class CompareDeltas {

    private final Peers peers;
    private final DeltaMaker ours;
    private final Decompression decompression;
    private final Path scratch;
    private final Consumer<String> progress;

    /**
     * @param scratch folder for payloads and targets, on the disk that is meant; made and removed
     * @param progress gets a line of text before each measurement
     */
    public CompareDeltas(
            Peers peers, DeltaMaker ours, Decompression decompression, Path scratch, Consumer<String> progress) {
        this.peers = peers;
        this.ours = ours;
        this.decompression = decompression;
        this.scratch = scratch;
        this.progress = progress;
    }

    /** What every image is written to the disk with, for comparison. */
    @FunctionalInterface
    public interface Decompression {
        /** Decompresses the new image, compressed by {@code zstd -19}, to a file and waits until it is durable. */
        Outcome measure(ImagePair pair, Path target) throws IOException;
    }

    /**
     * Measures. Blocks for minutes or hours.
     *
     * @param skipped peers that are left out
     * @throws StandaloneException if our own payload does not give the new image
     */
    public Comparison compare(ImagePair pair, Set<Peer> skipped) throws IOException {
        Map<Peer, Outcome> outcomes = new EnumMap<>(Peer.class);
        for (Peer peer : Peer.values()) {
            outcomes.put(peer, skipped.contains(peer) ? new Outcome.NotRun("left out") : measured(peer, pair));
        }
        FileTree.remove(scratch);
        Files.createDirectories(scratch);
        try {
            return withOurs(pair, outcomes);
        } finally {
            FileTree.remove(scratch);
        }
    }

    private Outcome measured(Peer peer, ImagePair pair) throws IOException {
        say(pair, peer.id());
        return peers.measure(peer, pair);
    }

    private Comparison withOurs(ImagePair pair, Map<Peer, Outcome> outcomes) throws IOException {
        Path payload = scratch.resolve("delta.payload");
        Path target = scratch.resolve("target");
        say(pair, "ours");
        Outcome delta = ours.make(Optional.of(pair.from()), pair.to(), payload);
        Outcome full = ours.make(Optional.empty(), pair.to(), scratch.resolve("full.payload"));
        Outcome apply = delta.measured().isPresent()
                ? ours.apply(pair.from(), payload, target)
                : new Outcome.NotRun("there is no delta");
        if (apply.measured().isPresent() && Files.mismatch(target, pair.to()) >= 0) {
            throw new StandaloneException("Our delta of " + name(pair) + " does not give the new image.");
        }
        Outcome decompress = decompression.measure(pair, scratch.resolve("decompressed"));
        return new Comparison(pair, delta, full, apply, decompress, outcomes);
    }

    private void say(ImagePair pair, String what) {
        progress.accept(name(pair) + ": " + what);
    }

    private static String name(ImagePair pair) {
        return pair.pair() + " " + pair.form().id();
    }
}
