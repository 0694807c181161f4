package io.slipway.standalone.bench.delta;

/**
 * What a piece of work came to.
 *
 * @param bytes of the result
 * @param seconds from begin to end
 * @param processorSeconds of all its processes together
 * @param peakMemory largest resident memory, in bytes, of one of its processes
 * @param ownMemory of the same, what is no page of a mapped file: the system does not take that back when it needs room; 0 if nobody looked
 */
public record Cost(long bytes, double seconds, double processorSeconds, long peakMemory, long ownMemory) {

    public Cost {
        if (bytes < 0 || seconds < 0 || processorSeconds < 0 || peakMemory < 0 || ownMemory < 0) {
            throw new IllegalArgumentException("a cost is not negative");
        }
    }
}
