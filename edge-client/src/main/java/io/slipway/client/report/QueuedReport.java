package io.slipway.client.report;

/**
 * A report that waits for its acknowledgement.
 *
 * @param sequence its place in the device's order, from 1
 * @param weight what is lost if it is dropped
 * @param text as it travels
 */
public record QueuedReport(long sequence, Weight weight, String text) {

    /** What a full queue gives up first, from the first to the last; an outcome never. */
    public enum Weight {
        /** How many bytes are done: the next one says more. */
        PROGRESS,
        /** What the device runs: the next one says it again. */
        STATUS,
        /** A step between start and end. */
        STEP,
        /** How a deployment ended. */
        OUTCOME;

        static Weight of(Report report) {
            return switch (report) {
                case Report.StatusReport _ -> STATUS;
                case Report.DeploymentReport deployment ->
                    switch (deployment.state()) {
                        case DeploymentState.Downloading _, DeploymentState.Installing _ -> PROGRESS;
                        case DeploymentState.Accepted _, DeploymentState.Rebooting _, DeploymentState.Verifying _ ->
                            STEP;
                        case DeploymentState.Outcome _ -> OUTCOME;
                    };
            };
        }
    }
}
