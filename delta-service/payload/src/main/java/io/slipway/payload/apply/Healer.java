package io.slipway.payload.apply;

import java.io.Closeable;
import java.io.IOException;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;

/**
 * Takes bytes of the target from its full payload. Costs the blobs from the beginning of a group to the bytes; none twice, if the bytes ascend. Not
 * thread-safe.
 */
final class Healer implements Closeable {

    private final PayloadIndex index;
    private final BlobReader blobs;
    private final FullDecoder decoder;
    private final RangeContent content;

    /** The range that {@link #content} has; -1 for none. */
    private int held = -1;

    private Healer(PayloadIndex index, PayloadSource source, Throttle throttle) {
        this.index = index;
        this.blobs = new BlobReader(index, source, throttle);
        this.decoder = new FullDecoder(index, blobs);
        this.content = new RangeContent(index);
    }

    /**
     * Reads the full payload's index.
     *
     * @throws PayloadRefusedException if it is refused, or makes another image than the delta
     */
    static Healer of(PayloadIndex delta, FullPayload full, Throttle throttle)
            throws IOException, PayloadRefusedException {
        PayloadIndex index = IndexReader.read(full.source(), full.index());
        if (index.source().isPresent()
                || index.targetLength() != delta.targetLength()
                || !index.targetSha256().equals(delta.targetSha256())) {
            throw new PayloadRefusedException(new Refusal.OtherFullPayload(delta.targetSha256(), index.targetSha256()));
        }
        return new Healer(index, full.source(), throttle);
    }

    /** Bytes of the full payload that were read. */
    long bytesRead() {
        return blobs.bytesRead();
    }

    /** Fills {@code target} with the bytes of the target from {@code offset} on. */
    void read(long offset, byte[] target, int length) throws IOException, PayloadRefusedException {
        for (int done = 0; done < length; ) {
            long at = offset + done;
            TargetRange range = index.range(index.rangeAt(at));
            hold(range);
            int within = (int) (at - range.offset());
            int part = Math.min(length - done, range.length() - within);
            System.arraycopy(content.bytes(), within, target, done, part);
            done += part;
        }
    }

    private void hold(TargetRange wanted) throws IOException, PayloadRefusedException {
        if (wanted.number() == held) {
            return;
        }
        int group = index.groupOf(wanted.number());
        int next = held >= group && held < wanted.number() ? held + 1 : group;
        for (int number = next; number <= wanted.number(); number++) {
            TargetRange range = index.range(number);
            content.make(range, decoder);
            content.requireRight(range);
            held = number;
        }
    }

    @Override
    public void close() throws IOException {
        try (blobs;
                decoder) {
            held = -1;
        }
    }
}
