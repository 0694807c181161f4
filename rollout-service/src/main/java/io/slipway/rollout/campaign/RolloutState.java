package io.slipway.rollout.campaign;

import java.util.List;
import java.util.Optional;

import io.slipway.rollout.campaign.Transition.Consequence;
import io.slipway.rollout.campaign.Transition.Ignored;
import io.slipway.rollout.campaign.Transition.Moved;
import io.slipway.rollout.campaign.Transition.Refused;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.Reasons;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.wave.ErrorLimit;
import io.slipway.rollout.wave.Gate;
import io.slipway.rollout.wave.SuccessThreshold;
import io.slipway.rollout.wave.WaveTally;

/**
 * The lifecycle of a rollout: {@link Draft} → {@link Ready} → {@link Running} ⇄ {@link Paused} → {@link Completed} or {@link Aborted}.
 *
 * <p>A transition is a method on the state that permits it; the use cases decide what it means for the other states.
 */
public sealed interface RolloutState {

    /** The word of the contract. */
    String word();

    /** Not ended. */
    sealed interface Open extends RolloutState {

        /** An operator gives it up. */
        default Transition abort(Reason reason) {
            return Moved.to(new Aborted(reason));
        }
    }

    /** Waits until every component of the release has a signed payload. */
    record Draft() implements Open {

        @Override
        public String word() {
            return "draft";
        }

        /** Looks whether the payloads have come. */
        public Transition prepare(Release release) {
            return release.payloadsReady()
                    ? Moved.to(new Ready())
                    : new Ignored("a component of the release has no signed payload yet");
        }
    }

    /** Can be started. */
    record Ready() implements Open {

        @Override
        public String word() {
            return "ready";
        }

        /** Fixes which devices are in which wave, and starts the first. */
        public Transition start(Situation situation) {
            if (situation.release().withdrawal().isPresent()) {
                return withdrawn(situation.release().withdrawal().get());
            }
            List<Integer> sizes = situation.rollout().plan().waves().split(situation.selected());
            if (sizes.isEmpty()) {
                return new Refused(new Reason(
                        Refusals.NO_DEVICES, "No enrolled device matches the filter and the release's types."));
            }
            return Moved.to(
                    new Running(new Course(1, sizes.size(), 0, 0)),
                    new Consequence.Assign(sizes),
                    new Consequence.StartWave(1));
        }
    }

    /**
     * How far a started rollout is.
     *
     * @param wave the last wave that was started, from 1
     * @param waves how many there are
     * @param borneFailures failures that an operator has accepted by resuming; they do not count against the error limit again
     * @param waivedWave the wave whose missed success threshold an operator has accepted by resuming; 0 means none
     */
    record Course(int wave, int waves, int borneFailures, int waivedWave) {

        public Course {
            if (wave < 1 || wave > waves || borneFailures < 0 || waivedWave < 0) {
                throw new IllegalArgumentException("no such course: wave " + wave + " of " + waves + ", borne "
                        + borneFailures + ", waived " + waivedWave);
            }
        }
    }

    /** Waves start as the gates open. */
    record Running(Course course) implements Open {

        @Override
        public String word() {
            return "running";
        }

        /** An operator holds it. Devices that have begun go on; no further wave starts. */
        public Transition pause(Reason reason) {
            return Moved.to(new Paused(course, reason));
        }

        @Override
        public Transition abort(Reason reason) {
            return abortStarted(reason);
        }

        /** Looks at what became of the waves, and takes the next step if there is one. */
        public Transition advance(Situation situation) {
            if (situation.release().withdrawal().isPresent()) {
                String why = situation.release().withdrawal().get().reason();
                return pause(new Reason(Refusals.RELEASE_WITHDRAWN, why));
            }
            Optional<Reason> tooMany = tooManyFailures(situation);
            if (tooMany.isPresent()) {
                return pause(tooMany.get());
            }
            if (course.wave() == course.waves()) {
                return situation.waves().stream().allMatch(WaveTally::finished)
                        ? Moved.to(new Completed(course))
                        : new Ignored("deployments of the last waves are under way");
            }
            return throughGate(situation);
        }

        private Optional<Reason> tooManyFailures(Situation situation) {
            ErrorLimit limit = situation.rollout().plan().errorLimit();
            int failures = situation.failures() - course.borneFailures();
            if (!limit.exceededBy(failures, situation.devices())) {
                return Optional.empty();
            }
            String since = course.borneFailures() == 0 ? "" : " since the rollout was resumed";
            return Optional.of(new Reason(
                    ErrorLimit.EXCEEDED,
                    failures + " of " + situation.devices() + " devices failed or rolled back" + since + "; "
                            + limit.describe() + " is borne."));
        }

        private Transition throughGate(Situation situation) {
            WaveTally current = situation.waves().get(course.wave() - 1);
            return switch (situation.rollout().plan().threshold().judge(current)) {
                case Gate.Open open -> nextWave();
                case Gate.Waiting waiting -> new Ignored("wave " + course.wave() + " has not proven itself yet");
                case Gate.Shut shut -> course.waivedWave() == course.wave() ? nextWave() : pause(shut.reason());
            };
        }

        private Transition nextWave() {
            int next = course.wave() + 1;
            return Moved.to(
                    new Running(new Course(next, course.waves(), course.borneFailures(), course.waivedWave())),
                    new Consequence.StartWave(next));
        }
    }

    /**
     * No wave starts until an operator resumes it.
     *
     * @param reason why it was paused, by an operator or by itself
     */
    record Paused(Course course, Reason reason) implements Open {

        @Override
        public String word() {
            return "paused";
        }

        /**
         * Goes on. Whoever resumes accepts what the pause was for: after an exceeded error limit, the failures until now no longer count against it;
         * after a missed threshold, the next wave starts all the same.
         */
        public Transition resume(Situation situation) {
            if (situation.release().withdrawal().isPresent()) {
                return withdrawn(situation.release().withdrawal().get());
            }
            int borne = reason.code().equals(ErrorLimit.EXCEEDED) ? situation.failures() : course.borneFailures();
            int waived = reason.code().equals(SuccessThreshold.MISSED) ? course.wave() : course.waivedWave();
            return Moved.to(new Running(new Course(course.wave(), course.waves(), borne, waived)));
        }

        @Override
        public Transition abort(Reason reason) {
            return abortStarted(reason);
        }
    }

    /** Every device has its outcome. */
    record Completed(Course course) implements RolloutState {

        @Override
        public String word() {
            return "completed";
        }
    }

    /** Given up; devices that were past the point of no return may still finish. */
    record Aborted(Reason reason) implements RolloutState {

        @Override
        public String word() {
            return "aborted";
        }
    }

    private static Transition abortStarted(Reason reason) {
        return Moved.to(
                new Aborted(reason),
                new Consequence.CancelDeployments(new Reason(
                        Reasons.ROLLOUT_ABORTED,
                        reason.detail().isEmpty() ? "The rollout was aborted." : reason.detail())));
    }

    private static Transition withdrawn(Release.Withdrawal withdrawal) {
        return new Refused(new Reason(Refusals.RELEASE_WITHDRAWN, "The release was withdrawn: " + withdrawal.reason()));
    }
}
