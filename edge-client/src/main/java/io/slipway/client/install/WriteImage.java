package io.slipway.client.install;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.client.download.ContinuingPayloadSource;
import io.slipway.client.download.ThrottledPayloadSource;
import io.slipway.client.install.WriteResult.Complete;
import io.slipway.client.install.WriteResult.DeltaUnusable;
import io.slipway.client.install.WriteResult.Failed;
import io.slipway.client.install.WriteResult.Stopped;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotContent;
import io.slipway.client.trust.Authorization.GrantedImage;
import io.slipway.client.trust.Authorization.SignedPayload;
import io.slipway.metadata.target.Content;
import io.slipway.payload.apply.ApplyListener;
import io.slipway.payload.apply.DeltaSource;
import io.slipway.payload.apply.FullPayload;
import io.slipway.payload.apply.IndexReader;
import io.slipway.payload.apply.PayloadApplier;
import io.slipway.payload.apply.PayloadSource;
import io.slipway.payload.apply.TargetDevice;
import io.slipway.payload.apply.Throttle;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.PayloadIndex;
import io.slipway.payload.index.PayloadRefusedException;
import io.slipway.payload.index.Sha256;
import io.slipway.payload.script.Scratch;

/** Streams a payload into the inactive slot. */
public final class WriteImage {

    private final Payloads payloads;
    private final long checkpointBytes;
    private final Path scratch;

    /**
     * @param checkpointBytes image bytes after which progress is made durable
     * @param scratch an existing directory for what a delta unpacks
     */
    public WriteImage(Payloads payloads, long checkpointBytes, Path scratch) {
        this.payloads = payloads;
        this.checkpointBytes = checkpointBytes;
        this.scratch = scratch;
    }

    /**
     * Writes from {@code start} to the end; blocks. The index is fetched and authenticated first, every blob and every range after it.
     *
     * @param running what a delta is applied to
     * @param start what an earlier call reported durable, with the same payload
     */
    public WriteResult write(
            GrantedImage granted, InactiveSlot slot, Slot running, Position start, WriteObserver observer) {
        Account account = new Account(start, observer);
        try {
            return write(granted, slot, running, account);
        } catch (StopWritingException e) {
            return new Stopped(String.valueOf(e.getMessage()));
        } catch (SlotFailedException e) {
            return new Failed(new Reason("slot-failed", "slot " + slot.name() + ": " + e.getMessage()));
        } catch (PayloadRefusedException e) {
            return failed(
                    granted, account, new Reason(e.refusal().code(), e.refusal().detail()));
        } catch (IOException e) {
            return failed(granted, account, new Reason("download-failed", String.valueOf(e.getMessage())));
        }
    }

    /** What went wrong with a delta need not go wrong with the full payload. */
    private static WriteResult failed(GrantedImage granted, Account account, Reason reason) {
        return granted.delta().isPresent() ? new DeltaUnusable(reason, account.payloadBytes) : new Failed(reason);
    }

    private WriteResult write(GrantedImage granted, InactiveSlot slot, Slot running, Account account)
            throws IOException, PayloadRefusedException {
        PayloadSource asked = source(granted.payload(), account);
        try (ContinuingPayloadSource payload = new ContinuingPayloadSource(asked)) {
            return write(granted, payload, slot, running, account);
        }
    }

    private WriteResult write(
            GrantedImage granted, PayloadSource payload, InactiveSlot slot, Slot running, Account account)
            throws IOException, PayloadRefusedException {
        PayloadIndex index = IndexReader.read(payload, reference(granted.payload()));
        Optional<Reason> objection = objectionTo(index, granted);
        if (objection.isPresent()) {
            return failed(granted, account, objection.get());
        }
        account.begin(index);
        try (OpenSlot opened = open(slot, granted.image());
                SlotContent source = running.read()) {
            Guarded target = new Guarded(opened);
            new PayloadApplier(
                            index,
                            payload,
                            granted.delta().map(_ -> deltaSource(source, target, granted.full(), account)),
                            target,
                            checkpointBytes,
                            Throttle.NONE)
                    .apply(account.start.ranges(), account);
        }
        return new Complete(account.payloadBytes);
    }

    private DeltaSource deltaSource(SlotContent running, Guarded target, SignedPayload full, Account account) {
        FullPayload whole = new FullPayload(reference(full), source(full, account));
        return new DeltaSource(running, target, new Scratch(scratch), Optional.of(whole));
    }

    /** Bytes of a payload, as long as the observer does not want to stop: on a slow line it is minutes from one range to the next. */
    private PayloadSource source(SignedPayload payload, Account account) {
        return new ThrottledPayloadSource(payloads.source(payload.content()), _ -> account.mayGoOn());
    }

    private static Optional<Reason> objectionTo(PayloadIndex index, GrantedImage granted) {
        boolean right = index.targetLength() == granted.image().length()
                && index.targetSha256().hex().equals(granted.image().sha256().hex())
                && index.payloadLength() == granted.payload().content().length();
        return right
                ? Optional.empty()
                : Optional.of(new Reason(
                        "payload-image-mismatch",
                        "the payload's index is for an image with sha256 %s, the signed image has %s"
                                .formatted(index.targetSha256(), granted.image().sha256())));
    }

    private static IndexReference reference(SignedPayload payload) {
        return new IndexReference(
                payload.index().length(), new Sha256(payload.index().sha256().hex()));
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

        private final Position start;
        private final WriteObserver observer;
        private @Nullable PayloadIndex index;
        private long bytesBefore;
        private long payloadBytes;

        Account(Position start, WriteObserver observer) {
            this.start = start;
            this.observer = observer;
            this.bytesBefore = start.payloadBytes();
            this.payloadBytes = start.payloadBytes();
        }

        void begin(PayloadIndex authentic) {
            index = authentic;
            bytesBefore += start.ranges() == 0 ? authentic.length() + authentic.preambleLength() : 0;
            payloadBytes = bytesBefore;
        }

        void mayGoOn() throws StopWritingException {
            Optional<String> stop = observer.stopReason();
            if (stop.isPresent()) {
                throw new StopWritingException(stop.get());
            }
        }

        @Override
        public void written(long targetBytes, long blobBytes) {
            payloadBytes = bytesBefore + blobBytes;
            observer.written(targetBytes, payloadBytes);
        }

        @Override
        public void healed(long offset, int length) {
            observer.healed(offset, length);
        }

        @Override
        public void durable(int ranges) {
            long imageBytes =
                    index == null || ranges == 0 ? 0 : index.range(ranges - 1).end();
            observer.durable(new Position(ranges, imageBytes, payloadBytes));
        }
    }

    /** Tells failures of the slot from failures of the network. */
    private record Guarded(OpenSlot slot) implements TargetDevice {

        @Override
        public long capacity() throws IOException {
            try {
                return slot.capacity();
            } catch (IOException e) {
                throw new SlotFailedException(e);
            }
        }

        @Override
        public void read(long position, ByteBuffer buffer) throws IOException {
            try {
                slot.read(position, buffer);
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
