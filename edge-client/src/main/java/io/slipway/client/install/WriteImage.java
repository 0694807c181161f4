package io.slipway.client.install;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.slipway.client.install.WriteResult.Complete;
import io.slipway.client.install.WriteResult.Failed;
import io.slipway.client.install.WriteResult.Stopped;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.OpenSlot;
import io.slipway.client.trust.Authorization.Granted;
import io.slipway.metadata.target.Content;
import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.WritableTarget;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;

/** Streams a payload into the inactive slot. */
public final class WriteImage {

    private final Payloads payloads;
    private final long checkpointBytes;

    /** @param checkpointBytes image bytes after which progress is made durable */
    public WriteImage(Payloads payloads, long checkpointBytes) {
        this.payloads = payloads;
        this.checkpointBytes = checkpointBytes;
    }

    /**
     * Writes from {@code start} to the end; blocks. The index is fetched and authenticated first, every blob and every range after it.
     *
     * @param start what an earlier call reported durable
     */
    public WriteResult write(Granted granted, InactiveSlot slot, Position start, WriteObserver observer) {
        PayloadSource source = payloads.source(granted.payload());
        try {
            PayloadIndex index = IndexReader.read(source, reference(granted.index()));
            Optional<Reason> objection = objectionTo(index, granted);
            if (objection.isPresent()) {
                return new Failed(objection.get());
            }
            Account account = new Account(index, start, observer);
            try (OpenSlot open = open(slot, granted.image())) {
                new PayloadApplier(index, source, new Guarded(open), checkpointBytes, _ -> account.mayGoOn())
                        .apply(start.ranges(), account);
            }
            return new Complete(account.payloadBytes);
        } catch (StopWritingException e) {
            return new Stopped(String.valueOf(e.getMessage()));
        } catch (SlotFailedException e) {
            return new Failed(new Reason("slot-failed", "slot " + slot.name() + ": " + e.getMessage()));
        } catch (PayloadRefusedException e) {
            return new Failed(new Reason(e.refusal().code(), e.refusal().detail()));
        } catch (IOException e) {
            return new Failed(new Reason("download-failed", String.valueOf(e.getMessage())));
        }
    }

    private static Optional<Reason> objectionTo(PayloadIndex index, Granted granted) {
        boolean right = index.targetLength() == granted.image().length()
                && index.targetSha256().hex().equals(granted.image().sha256().hex())
                && index.payloadLength() == granted.payload().length();
        return right
                ? Optional.empty()
                : Optional.of(new Reason(
                        "payload-image-mismatch",
                        "the payload's index is for an image with sha256 %s, the signed image has %s"
                                .formatted(index.targetSha256(), granted.image().sha256())));
    }

    private static IndexReference reference(Content index) {
        return new IndexReference(index.length(), new Sha256(index.sha256().hex()));
    }

    private static OpenSlot open(InactiveSlot slot, Content image) throws SlotFailedException {
        try {
            return slot.write(image.length());
        } catch (IOException e) {
            throw new SlotFailedException(e);
        }
    }

    /** Counts what earlier calls and this one have done, and passes it on. */
    private static final class Account implements ApplyListener {

        private final PayloadIndex index;
        private final Position start;
        private final WriteObserver observer;
        private long payloadBytes;

        Account(PayloadIndex index, Position start, WriteObserver observer) {
            this.index = index;
            this.start = start;
            this.observer = observer;
            this.payloadBytes = start.payloadBytes() + (start.ranges() == 0 ? index.length() : 0);
        }

        void mayGoOn() throws StopWritingException {
            Optional<String> stop = observer.stopReason();
            if (stop.isPresent()) {
                throw new StopWritingException(stop.get());
            }
        }

        @Override
        public void written(long targetBytes, long blobBytes) {
            payloadBytes = start.payloadBytes() + (start.ranges() == 0 ? index.length() : 0) + blobBytes;
            observer.written(targetBytes, payloadBytes);
        }

        @Override
        public void durable(int ranges) {
            long imageBytes = Math.min((long) ranges * index.rangeSize(), index.targetLength());
            observer.durable(new Position(ranges, imageBytes, payloadBytes));
        }
    }

    /** Tells failures of the slot from failures of the network. */
    private record Guarded(OpenSlot slot) implements WritableTarget {

        @Override
        public long capacity() throws IOException {
            try {
                return slot.capacity();
            } catch (IOException e) {
                throw new SlotFailedException(e);
            }
        }

        @Override
        public void write(long position, ByteBuffer buffer) throws IOException {
            try {
                slot.write(position, buffer);
            } catch (IOException e) {
                throw new SlotFailedException(e);
            }
        }

        @Override
        public void force() throws IOException {
            try {
                slot.force();
            } catch (IOException e) {
                throw new SlotFailedException(e);
            }
        }
    }

    private static final class SlotFailedException extends IOException {

        private static final long serialVersionUID = 1L;

        SlotFailedException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private static final class StopWritingException extends IOException {

        private static final long serialVersionUID = 1L;

        StopWritingException(String why) {
            super(why);
        }
    }
}
