package io.slipway.delta.generation;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import io.slipway.delta.generation.Chain.Link;

/** Finds the chain to an image: from it through newer versions to the first whose full payload is ready. */
final class FindChain {

    private final PayloadJobs jobs;

    FindChain(PayloadJobs jobs) {
        this.jobs = jobs;
    }

    /** What was found. */
    sealed interface Finding {

        /** There is a chain. */
        record Found(Chain chain) implements Finding {}

        /** There ought to be one. */
        record Broken(Reason reason) implements Finding {}
    }

    /** The chain by which an image is kept, empty if it is not kept by a chain; blocks. */
    Optional<Finding> to(Image image) {
        return jobs.base(image).map(base -> by(new Way.Back(base, image)));
    }

    /** The chain by which an image can be kept, without its own full payload; blocks. */
    Finding by(Way.Back way) {
        Deque<Link> links = new ArrayDeque<>();
        Way.Back step = way;
        while (links.size() < Chain.MOST_LINKS) {
            Optional<StoredPayload> delta = jobs.payload(step.delta());
            if (delta.isEmpty()) {
                return broken(way.image(), "there is no delta from %s back to %s", step.base(), step.image());
            }
            links.addFirst(new Link(delta.get(), step.image()));
            Image start = step.base();
            if (start.sha256().equals(way.image().sha256())) {
                return broken(way.image(), "it comes back to %s", start);
            }
            Optional<StoredPayload> full = jobs.fullPayload(start);
            if (full.isPresent()) {
                return new Finding.Found(new Chain(start, full.get(), List.copyOf(links)));
            }
            Optional<Image> base = jobs.base(start);
            if (base.isEmpty()) {
                return broken(way.image(), "%s has neither a full payload nor a delta that leads back to it", start);
            }
            step = new Way.Back(base.get(), start);
        }
        return broken(way.image(), "it has more than " + Chain.MOST_LINKS + " links");
    }

    private static Finding broken(Image image, String fault, Image... images) {
        Object[] digests = Arrays.stream(images).map(Image::sha256).toArray();
        return new Finding.Broken(CheckChain.broken(image, fault.formatted(digests)));
    }
}
