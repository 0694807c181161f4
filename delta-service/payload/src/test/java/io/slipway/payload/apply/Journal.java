package io.slipway.payload.apply;

import java.io.IOException;

/** Keeps the last durable range, and can cut the power after a number of written ranges. */
final class Journal implements ApplyListener {

    /** The power failed. */
    static final class PowerCut extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private int durable;
    private int writesLeft;
    private long targetBytes;
    private long payloadBytes;

    private Journal(int writesLeft) {
        this.writesLeft = writesLeft;
    }

    static Journal endless() {
        return new Journal(Integer.MAX_VALUE);
    }

    static Journal cutAfter(int writes) {
        return new Journal(writes);
    }

    int durableRanges() {
        return durable;
    }

    long targetBytes() {
        return targetBytes;
    }

    long payloadBytes() {
        return payloadBytes;
    }

    @Override
    public void written(long targetBytesInPlace, long payloadBytesRead) {
        targetBytes = targetBytesInPlace;
        payloadBytes = payloadBytesRead;
        writesLeft--;
        if (writesLeft == 0) {
            throw new PowerCut();
        }
    }

    @Override
    public void durable(int ranges) throws IOException {
        durable = ranges;
    }
}
