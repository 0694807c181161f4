package io.slipway.client.update;

import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.UnderWay;

/** Says in one line where the device stands and why. */
public final class StatusLine {

    private StatusLine() {}

    /** For example {@code rolled-back health-check-failed: check 'net' ended with exit code 1 (deployment 0b…)}. */
    public static String of(Lifecycle state) {
        String name = StateName.of(state);
        return switch (state) {
            case Lifecycle.Idle _ -> name + " no update so far";
            case Downloading downloading ->
                "%s %s, %s into slot %s, %d of %d bytes are safe (deployment %s)"
                        .formatted(
                                name,
                                downloading.plan().release(),
                                downloading.current().component(),
                                downloading.plan().target(),
                                downloading.imageBytes(),
                                downloading.plan().imageBytes(),
                                downloading.plan().deploymentId());
            case Lifecycle.FallingBack fallingBack ->
                "%s from %s in slot %s, %s (deployment %s)"
                        .formatted(
                                name,
                                fallingBack.plan().release(),
                                fallingBack.plan().target(),
                                fallingBack.reason(),
                                fallingBack.plan().deploymentId());
            case UnderWay underWay ->
                "%s %s in slot %s (deployment %s)"
                        .formatted(
                                name,
                                underWay.plan().release(),
                                underWay.plan().target(),
                                underWay.plan().deploymentId());
            case Committed committed ->
                "%s %s in slot %s (deployment %s)"
                        .formatted(
                                name,
                                committed.release(),
                                committed.slot(),
                                committed.ending().deploymentId());
            case Lifecycle.RolledBack(Ending ending, var reason) -> ended(name, ending, reason.toString());
            case Lifecycle.Failed(Ending ending, var reason) -> ended(name, ending, reason.toString());
            case Lifecycle.Rejected(Ending ending, var reason) -> ended(name, ending, reason.toString());
            case Lifecycle.Cancelled(Ending ending, var reason) -> ended(name, ending, reason.toString());
        };
    }

    private static String ended(String name, Ending ending, String reason) {
        return "%s %s (deployment %s)".formatted(name, reason, ending.deploymentId());
    }
}
