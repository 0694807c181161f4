package io.slipway.rollout.wave;

/** How many devices a wave takes. */
public sealed interface WaveSize {

    /** The number of devices, out of {@code total} in the rollout, before what earlier waves took is considered. */
    int of(int total);

    /**
     * A fixed number.
     *
     * @param devices 1 or more
     */
    record Count(int devices) implements WaveSize {

        public Count {
            if (devices < 1) {
                throw new IllegalArgumentException("a wave takes at least 1 device, not " + devices);
            }
        }

        @Override
        public int of(int total) {
            return devices;
        }
    }

    /**
     * A share of all devices of the rollout, rounded up, so that it is never nobody.
     *
     * @param percent 1 to 100
     */
    record Percent(int percent) implements WaveSize {

        public Percent {
            if (percent < 1 || percent > 100) {
                throw new IllegalArgumentException("a wave takes 1 to 100 percent, not " + percent);
            }
        }

        @Override
        public int of(int total) {
            return Math.toIntExact(((long) total * percent + 99) / 100);
        }
    }
}
