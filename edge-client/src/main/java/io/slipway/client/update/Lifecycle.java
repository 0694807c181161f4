package io.slipway.client.update;

import java.util.Objects;

import io.slipway.client.install.Position;
import io.slipway.client.report.Reason;
import io.slipway.client.slot.SlotName;

/**
 * Where the device stands with its update. Each state holds what is needed to go on after a loss of power; each transition is a method on the states
 * that permit it.
 *
 * <pre>
 * Idle → Checked → Downloading → Written → Verified → Armed → Rebooting → Trial → Committed
 *            └─────────┴────────────┴─────────┴→ Cancelled  └─────│────↗     ├→ FallingBack → RolledBack
 *            └─────────┴────────────┴─────────┴────────┴→ Failed  └──────────┴→ RolledBack
 * </pre>
 */
public sealed interface Lifecycle {

    /** No update yet. */
    record Idle() implements Lifecycle {}

    /** An update is being worked on. */
    sealed interface UnderWay extends Lifecycle {

        Plan plan();

        /** Payload bytes that it took so far. */
        long bytesDownloaded();

        /** What remains when it ends now. */
        default Ending ending() {
            return new Ending(plan().deploymentId(), plan().trace(), bytesDownloaded());
        }

        /** It cannot go on. */
        default Failed fail(Reason reason) {
            return new Failed(ending(), reason);
        }
    }

    /** The boot environment is untouched: the update can be dropped without a trace. */
    sealed interface Preparing extends UnderWay {

        default Cancelled cancel(String why) {
            return new Cancelled(ending(), new Reason("cancelled", why));
        }
    }

    /** Signed metadata grants the update; nothing is written. */
    record Checked(Plan plan) implements Preparing {

        @Override
        public long bytesDownloaded() {
            return 0;
        }

        public Downloading begin() {
            return new Downloading(plan, 0, Position.START, 0);
        }
    }

    /**
     * The images are being written, one after the other; {@code position} is safe.
     *
     * @param part number of the part of the plan that is being written
     * @param position in the image of that part
     * @param bytesBefore payload bytes that the parts before it took
     */
    record Downloading(Plan plan, int part, Position position, long bytesBefore) implements Preparing {

        public Downloading {
            Objects.checkIndex(part, plan.parts().size());
        }

        @Override
        public long bytesDownloaded() {
            return bytesBefore + position.payloadBytes();
        }

        /** What is being written. */
        public Part current() {
            return plan.parts().get(part);
        }

        /** Image bytes of the whole update that are safe. */
        public long imageBytes() {
            return plan.imageBytesBefore(part) + position.imageBytes();
        }

        /** More is safe. */
        public Downloading reached(Position further) {
            if (further.ranges() < position.ranges()) {
                throw new IllegalArgumentException("From range " + position.ranges() + " back to " + further.ranges());
            }
            return new Downloading(plan, part, further, bytesBefore);
        }

        /**
         * The delta cannot be used: the full payload makes the image, from its beginning.
         *
         * @param payloadBytes that the part took so far
         */
        public Downloading withoutDelta(long payloadBytes) {
            return new Downloading(plan.withoutDelta(part), part, new Position(0, 0, payloadBytes), bytesBefore);
        }

        /**
         * The image is in its slot: the next one, if there is one.
         *
         * @param payloadBytes that the part took
         */
        public Preparing complete(long payloadBytes) {
            long bytes = bytesBefore + payloadBytes;
            return part + 1 < plan.parts().size()
                    ? new Downloading(plan, part + 1, Position.START, bytes)
                    : new Written(plan, bytes);
        }
    }

    /** All images are in their slots; they were not read back. */
    record Written(Plan plan, long bytesDownloaded) implements Preparing {

        public Verified verified() {
            return new Verified(plan, bytesDownloaded);
        }
    }

    /** The slots hold exactly the signed images. */
    record Verified(Plan plan, long bytesDownloaded) implements Preparing {

        public Armed arm() {
            return new Armed(plan, bytesDownloaded);
        }
    }

    /** The boot environment is to put the slot on trial. */
    record Armed(Plan plan, long bytesDownloaded) implements UnderWay {

        public Rebooting reboot() {
            return new Rebooting(plan, bytesDownloaded, 0);
        }

        /** No slot was written: the new versions are tried where the device runs. */
        public Trial tryInPlace() {
            return new Trial(plan, bytesDownloaded);
        }
    }

    /**
     * The slot is on trial and the device is to reboot.
     *
     * @param requests how often the reboot was asked for
     */
    record Rebooting(Plan plan, long bytesDownloaded, int requests) implements UnderWay {

        public Rebooting asked() {
            return new Rebooting(plan, bytesDownloaded, requests + 1);
        }

        /** The new system runs. */
        public Trial booted() {
            return new Trial(plan, bytesDownloaded);
        }

        /** The old system runs again. */
        public RolledBack rolledBack(Reason reason) {
            return new RolledBack(ending(), reason);
        }
    }

    /** The new system runs and is being examined. */
    record Trial(Plan plan, long bytesDownloaded) implements UnderWay {

        /** The boot environment has the new slot committed. */
        public Committed commit() {
            return new Committed(ending(), plan.release().toString(), plan.target());
        }

        public FallingBack fallBack(Reason reason) {
            return new FallingBack(plan, bytesDownloaded, reason, 0);
        }

        /** The old system runs again. */
        public RolledBack rolledBack(Reason reason) {
            return new RolledBack(ending(), reason);
        }
    }

    /**
     * The new system is not fit: the boot environment is to give the trial up, and the device is to reboot into the old slot.
     *
     * @param requests how often the reboot was asked for
     */
    record FallingBack(Plan plan, long bytesDownloaded, Reason reason, int requests) implements UnderWay {

        public FallingBack asked() {
            return new FallingBack(plan, bytesDownloaded, reason, requests + 1);
        }

        /** The old system runs again. */
        public RolledBack rolledBack() {
            return new RolledBack(ending(), reason);
        }
    }

    /** The last update is over; the next one may begin. */
    sealed interface Ended extends Lifecycle {

        Ending ending();
    }

    /**
     * The release runs and stays.
     *
     * @param release for people
     * @param slot where it runs
     */
    record Committed(Ending ending, String release, SlotName slot) implements Ended {}

    /** The new system was tried, and the old one runs again. */
    record RolledBack(Ending ending, Reason reason) implements Ended {}

    /** It could not be installed. */
    record Failed(Ending ending, Reason reason) implements Ended {}

    /** It was refused before anything was written. */
    record Rejected(Ending ending, Reason reason) implements Ended {}

    /** The server did not want it any more. */
    record Cancelled(Ending ending, Reason reason) implements Ended {}
}
