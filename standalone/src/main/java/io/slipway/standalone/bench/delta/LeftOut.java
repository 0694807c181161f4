package io.slipway.standalone.bench.delta;

import java.nio.file.Path;
import java.util.Optional;

/** Stands in for ours where only the peers are to be measured. */
public record LeftOut() implements DeltaMaker {

    private static final Outcome OUTCOME = new Outcome.NotRun("left out");

    @Override
    public Outcome make(Optional<Path> from, Path to, Path output) {
        return OUTCOME;
    }

    @Override
    public Outcome apply(Path source, Path payload, Path target) {
        return OUTCOME;
    }
}
