package io.slipway.client.health;

/** So much of something. */
public sealed interface Amount {

    /** What {@code total} bytes make of it, in bytes. */
    long of(long total);

    record Bytes(long bytes) implements Amount {

        @Override
        public long of(long total) {
            return bytes;
        }

        @Override
        public String toString() {
            return bytes + " bytes";
        }
    }

    /** @param percent 0 to 100 */
    record Percent(int percent) implements Amount {

        public Percent {
            if (percent < 0 || percent > 100) {
                throw new IllegalArgumentException("A part of the whole is 0 to 100 %, not " + percent);
            }
        }

        @Override
        public long of(long total) {
            return total / 100 * percent;
        }

        @Override
        public String toString() {
            return percent + " %";
        }
    }
}
