package io.slipway.delta.versions;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.Way;

/**
 * Which images become cold, and next to which newer version: ADR 0007, points 1, 2 and 4.
 *
 * @param coldAfter how long nobody must have wanted an image
 * @param lookEvery pause between two looks; shorter than what is proven lasts
 */
public record CoolingRules(Duration coldAfter, Duration lookEvery) {

    /** Objects may get lost: what was read back from the store longer ago is read again. What failed may have been mended. */
    static final Duration PROOF_LASTS = Duration.ofDays(1);

    /** Checks the bounds. */
    public CoolingRules {
        if (coldAfter.isNegative() || !lookEvery.isPositive() || lookEvery.compareTo(PROOF_LASTS) >= 0) {
            throw new IllegalArgumentException("cold after " + coldAfter + ", a look every " + lookEvery);
        }
    }

    /** How the image is to be kept from now on. */
    public Keeping decide(ImageFacts facts, Instant now) {
        Optional<StoredPayload> full = facts.full();
        return full.isPresent() && isUnwanted(facts, now)
                ? newerNeighbour(facts)
                        .map(base -> keepBy(new Way.Back(base, facts.image()), full.get(), facts, now))
                        .orElseGet(Keeping.AsItIs::new)
                : new Keeping.AsItIs();
    }

    private boolean isUnwanted(ImageFacts facts, Instant now) {
        return !facts.wantedAt().plus(coldAfter).isAfter(now)
                && facts.lines().stream().noneMatch(line -> line.isNewest(facts.image()));
    }

    /** Of several lines the neighbour that was published first: it is the nearest. One that was tried in vain is not tried again. */
    private static Optional<Image> newerNeighbour(ImageFacts facts) {
        List<Version> newer = facts.lines().stream()
                .flatMap(line -> line.nextNewer(facts.image()).stream())
                .sorted(Comparator.comparing(Version::publishedAt))
                .toList();
        return newer.stream()
                .map(Version::image)
                .filter(base -> !(facts.proofs().get(base.sha256()) instanceof Proof.Refused))
                .filter(base -> facts.links().permit(facts.image().sha256(), base.sha256()))
                .findFirst();
    }

    private static Keeping keepBy(Way.Back way, StoredPayload full, ImageFacts facts, Instant now) {
        @Nullable Proof proof = facts.proofs().get(way.base().sha256());
        if (proof == null) {
            return new Keeping.UntilProven(way);
        }
        return switch (proof) {
            case Proof.UnderWay() -> new Keeping.AsItIs();
            case Proof.Refused() -> new Keeping.AsItIs();
            case Proof.Failed(Instant at) ->
                at.plus(PROOF_LASTS).isAfter(now) ? new Keeping.AsItIs() : new Keeping.UntilProven(way);
            case Proof.Proven(StoredPayload payload, Instant at) ->
                payload.equals(full) && at.plus(PROOF_LASTS).isAfter(now)
                        ? new Keeping.AsDelta(way)
                        : new Keeping.UntilProven(way);
        };
    }
}
