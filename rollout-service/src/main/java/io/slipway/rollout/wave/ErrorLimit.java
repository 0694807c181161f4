package io.slipway.rollout.wave;

/** How many failed or rolled-back deployments a rollout bears before it pauses by itself. */
public sealed interface ErrorLimit {

    /** The code of the reason for such a pause. */
    String EXCEEDED = "error-limit-exceeded";

    /** What holds where the operator does not say. */
    ErrorLimit USUAL = new Percent(10);

    /** Whether {@code failures} are too many for a rollout of {@code devices}. */
    boolean exceededBy(int failures, int devices);

    /** For a message: what is borne. */
    String describe();

    /**
     * A fixed number is borne; one more is not.
     *
     * @param failures 0 or more
     */
    record Count(int failures) implements ErrorLimit {

        public Count {
            if (failures < 0) {
                throw new IllegalArgumentException("the error limit is not negative: " + failures);
            }
        }

        @Override
        public boolean exceededBy(int actual, int devices) {
            return actual > failures;
        }

        @Override
        public String describe() {
            return Integer.toString(failures);
        }
    }

    /**
     * A share of all devices of the rollout is borne; more is not.
     *
     * @param percent 0 to 100
     */
    record Percent(int percent) implements ErrorLimit {

        public Percent {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("the error limit is 0 to 100 percent, not " + percent);
            }
        }

        @Override
        public boolean exceededBy(int actual, int devices) {
            return actual * 100L > (long) devices * percent;
        }

        @Override
        public String describe() {
            return percent + "%";
        }
    }
}
