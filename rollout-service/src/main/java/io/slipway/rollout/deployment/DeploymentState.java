package io.slipway.rollout.deployment;

import java.util.Optional;

/**
 * Where a deployment stands: {@link Scheduled} → {@link Offered} → {@link UnderWay} (several stations) → one of {@link Finished}.
 *
 * <p>A device may skip stations, because reports die with a device, but it never goes back: what is late or comes again is {@link Step.Ignored}. Where
 * the server ended a deployment without the device, the outcome is {@link Presumed} and gives way to the device's own last word.
 */
public sealed interface DeploymentState {

    /** The station of this state. */
    Stage stage();

    /** Takes what the device says. */
    Step reported(Said next);

    /** What came of an input. */
    sealed interface Step {

        /** The deployment moves on. */
        record Moved(DeploymentState next) implements Step {}

        /** The input was late or came again. */
        record Ignored(String why) implements Step {}
    }

    /** What only a device can say. */
    sealed interface Said extends DeploymentState {}

    /** The command is on its way to the gateway. */
    record Scheduled() implements DeploymentState {

        /** The gateway handed the command to the broker, or to the device. */
        public Step offered() {
            return new Step.Moved(new Offered());
        }

        @Override
        public Stage stage() {
            return Stage.SCHEDULED;
        }

        @Override
        public Step reported(Said next) {
            return new Step.Moved(next);
        }
    }

    /** The gateway has handed the command over; the device has said nothing yet. */
    record Offered() implements DeploymentState {
        @Override
        public Stage stage() {
            return Stage.OFFERED;
        }

        @Override
        public Step reported(Said next) {
            return new Step.Moved(next);
        }
    }

    /**
     * The device works on it, and only the device can end it.
     *
     * @param stage from {@link Stage#ACCEPTED} to {@link Stage#VERIFYING}
     */
    record UnderWay(Stage stage) implements Said {

        public UnderWay {
            if (stage.isFinal() || stage.compareTo(Stage.ACCEPTED) < 0) {
                throw new IllegalArgumentException("a device is not at work while " + stage.word());
            }
        }

        @Override
        public Step reported(Said next) {
            return next.stage().compareTo(stage) > 0
                    ? new Step.Moved(next)
                    : new Step.Ignored("the deployment is " + stage.word() + " already");
        }
    }

    /**
     * The server ended it without asking the device: nothing was heard for too long, it was not started yet, or it could not be.
     *
     * @param outcome what is shown until the device says otherwise
     */
    record Presumed(Finished outcome) implements DeploymentState {
        @Override
        public Stage stage() {
            return outcome.stage();
        }

        @Override
        public Step reported(Said next) {
            return switch (next) {
                case Finished finished -> new Step.Moved(finished);
                case UnderWay underWay -> new Step.Ignored("the deployment was ended: " + stage().word());
            };
        }
    }

    /** The device's last word; nothing follows. */
    sealed interface Finished extends Said {

        /** Why it ended so; empty for success. */
        Optional<Reason> reason();

        @Override
        default Step reported(Said next) {
            return new Step.Ignored("the deployment is finished: " + stage().word());
        }
    }

    /** The new system booted, was found healthy and is committed. */
    record Succeeded() implements Finished {
        @Override
        public Stage stage() {
            return Stage.SUCCEEDED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.empty();
        }
    }

    /** The new system did not come up healthy; the device runs the old one again. */
    record RolledBack(Reason why) implements Finished {
        @Override
        public Stage stage() {
            return Stage.ROLLED_BACK;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(why);
        }
    }

    /** It broke before the new system was tried, or nothing was heard of the device. */
    record Failed(Reason why) implements Finished {
        @Override
        public Stage stage() {
            return Stage.FAILED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(why);
        }
    }

    /** An operator's abort ended it, or the device left the fleet. */
    record Cancelled(Reason why) implements Finished {
        @Override
        public Stage stage() {
            return Stage.CANCELLED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(why);
        }
    }

    /** The device would not do it, or could not be asked. */
    record Rejected(Reason why) implements Finished {
        @Override
        public Stage stage() {
            return Stage.REJECTED;
        }

        @Override
        public Optional<Reason> reason() {
            return Optional.of(why);
        }
    }
}
