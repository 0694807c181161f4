package io.slipway.delta.generation;

import java.io.IOException;
import java.util.Optional;

import io.slipway.delta.generation.Chain.Link;
import io.slipway.delta.generation.FindChain.Finding;

/** Looks whether everything that a cold image is made from is in the store. */
public final class CheckChain {

    private final PayloadStore payloads;
    private final FindChain chains;

    /** The use case. */
    public CheckChain(PayloadStore payloads, PayloadJobs jobs) {
        this.payloads = payloads;
        this.chains = new FindChain(jobs);
    }

    /**
     * What is missing; blocks.
     *
     * @return empty if nothing is
     * @throws IOException if the store cannot be asked
     */
    public Optional<Reason> fault(Image cold) throws IOException {
        Optional<Finding> finding = chains.to(cold);
        if (finding.isEmpty()) {
            return Optional.of(broken(cold, "no delta leads back to it"));
        }
        return switch (finding.get()) {
            case Finding.Found(Chain chain) -> lost(chain, payloads);
            case Finding.Broken(Reason reason) -> Optional.of(reason);
        };
    }

    /** Which object of a chain the store does not have; blocks. */
    static Optional<Reason> lost(Chain chain, PayloadStore payloads) throws IOException {
        Image wanted = chain.links().getLast().image();
        String tenant = wanted.tenant();
        if (!payloads.has(tenant, chain.full())) {
            return Optional.of(broken(
                    wanted,
                    "the object store has no full payload %s of %s"
                            .formatted(chain.full().sha256(), chain.start().sha256())));
        }
        for (Link link : chain.links()) {
            if (!payloads.has(tenant, link.delta())) {
                return Optional.of(broken(
                        wanted,
                        "the object store has no delta %s back to %s"
                                .formatted(link.delta().sha256(), link.image().sha256())));
            }
        }
        return Optional.empty();
    }

    /** Why a chain does not lead to its image. */
    static Reason broken(Image image, String fault) {
        return new Reason("chain-broken", "the chain to %s is broken: %s".formatted(image.sha256(), fault));
    }
}
