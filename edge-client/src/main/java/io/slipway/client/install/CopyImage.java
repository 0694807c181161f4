package io.slipway.client.install;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import io.slipway.client.report.Reason;
import io.slipway.client.slot.InactiveSlot;
import io.slipway.client.slot.OpenSlot;
import io.slipway.client.slot.Slot;
import io.slipway.client.slot.SlotContent;
import io.slipway.metadata.target.Content;

/** Copies the image of a running slot into the inactive one, for a component that an update leaves as it is. */
public final class CopyImage {

    private static final int BUFFER = 1 << 20;

    /** Copies all of {@code image}; blocks. What comes of it is verified with all other images. Begins anew after a loss of power. */
    public WriteResult copy(Slot running, InactiveSlot slot, Content image, WriteObserver observer) {
        try (SlotContent source = running.read();
                OpenSlot target = slot.write(image.length())) {
            ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(BUFFER, image.length()));
            for (long at = 0; at < image.length(); at += buffer.limit()) {
                Optional<String> stop = observer.stopReason();
                if (stop.isPresent()) {
                    return new WriteResult.Stopped(stop.get());
                }
                buffer.clear().limit((int) Math.min(buffer.capacity(), image.length() - at));
                source.read(at, buffer);
                target.write(at, buffer.flip());
                observer.written(at + buffer.limit(), 0);
            }
            target.force();
            return new WriteResult.Complete(0);
        } catch (IOException e) {
            return new WriteResult.Failed(new Reason(
                    "slot-failed", "copying the running slot to slot " + slot.name() + ": " + e.getMessage()));
        }
    }
}
