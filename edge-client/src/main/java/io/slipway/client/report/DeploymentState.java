package io.slipway.client.report;

/** How far a deployment has come, in the words of docs/contracts. */
public sealed interface DeploymentState {

    /** The word on the wire. */
    String word();

    /** A state after which nothing more is reported about the deployment. */
    sealed interface Outcome extends DeploymentState {}

    record Accepted() implements DeploymentState {
        @Override
        public String word() {
            return "accepted";
        }
    }

    /**
     * The image is being fetched and written.
     *
     * @param done bytes of the image in place
     * @param total bytes of the image
     */
    record Downloading(long done, long total) implements DeploymentState {
        @Override
        public String word() {
            return "downloading";
        }
    }

    /** The image is in place and being read back. */
    record Installing(long done, long total) implements DeploymentState {
        @Override
        public String word() {
            return "installing";
        }
    }

    record Rebooting() implements DeploymentState {
        @Override
        public String word() {
            return "rebooting";
        }
    }

    /** The new system runs and is being examined. */
    record Verifying() implements DeploymentState {
        @Override
        public String word() {
            return "verifying";
        }
    }

    record Succeeded() implements Outcome {
        @Override
        public String word() {
            return "succeeded";
        }
    }

    /** The new system was booted, or tried, and the old one runs again. */
    record RolledBack(Reason reason) implements Outcome {
        @Override
        public String word() {
            return "rolled-back";
        }
    }

    record Failed(Reason reason) implements Outcome {
        @Override
        public String word() {
            return "failed";
        }
    }

    /** Refused before anything was written. */
    record Rejected(Reason reason) implements Outcome {
        @Override
        public String word() {
            return "rejected";
        }
    }

    record Cancelled(Reason reason) implements Outcome {
        @Override
        public String word() {
            return "cancelled";
        }
    }
}
