package io.slipway.standalone.bench.delta;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.slipway.standalone.bench.delta.Peer.Kind;

/**
 * Everything that was measured of two images.
 *
 * @param images which
 * @param delta our payload from the first to the second
 * @param full our payload of the second alone
 * @param apply our delta payload applied
 * @param decompress {@code zstd -d} of the second image to the same disk
 * @param peers in the order of {@link Peer}
 */
public record Comparison(
        ImagePair images, Outcome delta, Outcome full, Outcome apply, Outcome decompress, Map<Peer, Outcome> peers) {

    private static final double MEBIBYTE = 1 << 20;
    private static final double MOST_GENERATION_MEMORY = 2048;
    private static final double MOST_APPLY_MEMORY = 128;

    public Comparison {
        peers = Collections.unmodifiableMap(new EnumMap<>(peers));
    }

    /** The figures that were asked for, each with what it is. */
    public List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        for (Goal goal : Goal.of(images.pair(), images.form())) {
            verdicts.add(sizeAgainst(goal));
        }
        verdicts.add(ratio("bytes of the delta / our full payload", delta, full, Cost::bytes, 1));
        verdicts.add(ratio("bytes of our full payload / `zstd -19`", full, of(Peer.ZSTD), Cost::bytes, 1.02));
        if (images.form() == Form.EXT4) {
            Outcome xdelta3 = of(Peer.XDELTA3);
            verdicts.add(ratio("seconds of generation / xdelta3", delta, xdelta3, Cost::seconds, 2));
            verdicts.add(ratio("processor seconds of generation / xdelta3", delta, xdelta3, Cost::processorSeconds, 2));
        }
        verdicts.add(memory(
                "peak memory of generation without mapped files, MiB", delta, Cost::ownMemory, MOST_GENERATION_MEMORY));
        verdicts.add(ratio("seconds to apply / `zstd -d`", apply, decompress, Cost::seconds, 2));
        verdicts.add(memory("peak memory to apply, MiB", apply, Cost::peakMemory, MOST_APPLY_MEMORY));
        return verdicts;
    }

    /** The peer of these kinds that needs the fewest bytes. */
    Optional<Peer> smallest(Set<Kind> kinds) {
        return peers.keySet().stream()
                .filter(peer ->
                        kinds.contains(peer.kind()) && of(peer).measured().isPresent())
                .min(Comparator.comparingLong(
                        peer -> of(peer).measured().map(Cost::bytes).orElse(Long.MAX_VALUE)));
    }

    private Verdict sizeAgainst(Goal goal) {
        Optional<Peer> peer = smallest(goal.kinds());
        String name = peer.map(found -> " (" + found.id() + ")").orElse("");
        Outcome theirs = peer.map(this::of).orElse(new Outcome.NotRun("no peer of this kind"));
        return ratio("bytes of the delta / " + goal.title() + name, delta, theirs, Cost::bytes, goal.atMost());
    }

    private Outcome of(Peer peer) {
        return peers.getOrDefault(peer, new Outcome.NotRun("left out"));
    }

    private static Verdict ratio(
            String figure, Outcome ours, Outcome theirs, ToDoubleFunction<Cost> what, double atMost) {
        OptionalDouble value = ours.measured().isEmpty() || theirs.measured().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(what.applyAsDouble(ours.measured().get())
                        / what.applyAsDouble(theirs.measured().get()));
        return new Verdict(figure, value, atMost);
    }

    private static Verdict memory(String figure, Outcome ours, ToDoubleFunction<Cost> what, double atMost) {
        OptionalDouble value = ours.measured()
                .map(cost -> OptionalDouble.of(what.applyAsDouble(cost) / MEBIBYTE))
                .orElse(OptionalDouble.empty());
        return new Verdict(figure, value, atMost);
    }
}
