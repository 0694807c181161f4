package io.slipway.standalone.bench.delta;

import java.util.Optional;

/** What came of a piece of work that was to be measured. */
public sealed interface Outcome {

    /**
     * It was done.
     *
     * @param cost of it
     * @param kept whether it was measured in an earlier run over the same bytes with the same program
     */
    record Measured(Cost cost, boolean kept) implements Outcome {}

    /**
     * It was not done.
     *
     * @param reason in words, without a stop
     */
    record NotRun(String reason) implements Outcome {}

    /** The cost, if there is one. */
    default Optional<Cost> measured() {
        return switch (this) {
            case Measured(Cost cost, boolean _) -> Optional.of(cost);
            case NotRun _ -> Optional.empty();
        };
    }
}
