package io.slipway.payload.apply;

import java.io.IOException;
import java.io.InputStream;

import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Refusal;
import io.slipway.payload.index.TargetRange;

/**
 * Makes ranges of a full payload: the blobs of a group are one Zstandard frame.
 *
 * <p>The frame is cut anywhere, so the decoder may need a blob before the range that it belongs to. Memory: one blob and the frame's window, which is at
 * most 8 MiB.
 */
final class FullDecoder implements RangeDecoder {

    private final PayloadIndex index;
    private final Frame frame;
    private InputStream unpacked = InputStream.nullInputStream();

    FullDecoder(PayloadIndex index, BlobReader blobs) {
        this.index = index;
        this.frame = new Frame(blobs);
    }

    @Override
    public void decode(TargetRange range, byte[] target) throws IOException, PayloadRefusedException {
        try {
            if (range.startsGroup()) {
                unpacked.close();
                frame.start(range.number());
                unpacked = ZstdFrames.open(frame);
            }
            int made = unpacked.readNBytes(target, 0, range.length());
            if (made < range.length()) {
                throw undecodable(range, "%d bytes instead of %d".formatted(made, range.length()));
            }
            if (isLastOfGroup(range) && (unpacked.read() >= 0 || frame.read() >= 0)) {
                throw undecodable(range, "bytes behind the group's last range");
            }
        } catch (RefusedBlobException e) {
            throw e.refusal();
        } catch (UndecodableFrameException e) {
            throw undecodable(range, String.valueOf(e.getMessage()));
        }
    }

    private boolean isLastOfGroup(TargetRange range) {
        return frame.nextOfGroup(range.number()) == index.rangeCount();
    }

    private static PayloadRefusedException undecodable(TargetRange range, String cause) {
        return new PayloadRefusedException(new Refusal.UndecodableBlob(range.number(), cause));
    }

    @Override
    public void close() throws IOException {
        unpacked.close();
    }

    /** The frame of a group, as a stream of authentic bytes. */
    private final class Frame extends InputStream {

        private final BlobReader blobs;
        private final byte[] one = new byte[1];
        private byte[] blob = {};
        private int number;
        private int at;
        private int end;

        Frame(BlobReader blobs) {
            this.blobs = blobs;
        }

        void start(int first) {
            number = first - 1;
            at = 0;
            end = 0;
        }

        /** The next range of the group with a blob, behind {@code before}; the number of ranges if there is none. */
        int nextOfGroup(int before) {
            for (int next = before + 1; next < index.rangeCount(); next++) {
                TargetRange range = index.range(next);
                if (!range.isZero()) {
                    return range.startsGroup() ? index.rangeCount() : next;
                }
            }
            return index.rangeCount();
        }

        private boolean load() throws IOException {
            int next = end == 0 ? number + 1 : nextOfGroup(number);
            if (next == index.rangeCount()) {
                return false;
            }
            TargetRange range = index.range(next);
            try {
                blob = blobs.read(range);
            } catch (PayloadRefusedException e) {
                throw new RefusedBlobException(e);
            }
            number = next;
            at = 0;
            end = range.blobLength();
            return true;
        }

        @Override
        public int read() throws IOException {
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (at == end && !load()) {
                return -1;
            }
            int read = Math.min(length, end - at);
            System.arraycopy(blob, at, buffer, offset, read);
            at += read;
            return read;
        }
    }

    /** A refusal on its way through the decompressor, which knows only I/O errors. */
    private static final class RefusedBlobException extends IOException {

        private static final long serialVersionUID = 1L;

        private final transient PayloadRefusedException refusal;

        RefusedBlobException(PayloadRefusedException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        PayloadRefusedException refusal() {
            return refusal;
        }
    }
}
