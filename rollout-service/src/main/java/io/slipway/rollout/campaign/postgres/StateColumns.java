package io.slipway.rollout.campaign.postgres;

import org.jspecify.annotations.Nullable;

import io.slipway.rollout.campaign.RolloutState;
import io.slipway.rollout.campaign.RolloutState.Course;
import io.slipway.rollout.deployment.Reason;

/** What a {@link RolloutState} carries, as the columns of its row that belong to it; the others are null. */
record StateColumns(
        @Nullable String reasonCode,
        @Nullable String reasonDetail,
        @Nullable Integer wave,
        @Nullable Integer waveCount,
        @Nullable Integer borneFailures,
        @Nullable Integer waivedWave) {

    private static final StateColumns NONE = new StateColumns(null, null, null, null, null, null);

    static StateColumns of(RolloutState state) {
        return switch (state) {
            case RolloutState.Draft draft -> NONE;
            case RolloutState.Ready ready -> NONE;
            case RolloutState.Running(Course course) -> NONE.with(course);
            case RolloutState.Paused(Course course, Reason reason) ->
                NONE.with(course).with(reason);
            case RolloutState.Completed(Course course) -> NONE.with(course);
            case RolloutState.Aborted(Reason reason) -> NONE.with(reason);
        };
    }

    /** The state of this word. */
    RolloutState state(String word) {
        return switch (word) {
            case "draft" -> new RolloutState.Draft();
            case "ready" -> new RolloutState.Ready();
            case "running" -> new RolloutState.Running(course());
            case "paused" -> new RolloutState.Paused(course(), reason());
            case "completed" -> new RolloutState.Completed(course());
            case "aborted" -> new RolloutState.Aborted(reason());
            default -> throw new IllegalStateException("no such state of a rollout: " + word);
        };
    }

    private StateColumns with(Course course) {
        return new StateColumns(
                reasonCode, reasonDetail, course.wave(), course.waves(), course.borneFailures(), course.waivedWave());
    }

    private StateColumns with(Reason reason) {
        return new StateColumns(reason.code(), reason.detail(), wave, waveCount, borneFailures, waivedWave);
    }

    private Course course() {
        if (wave == null || waveCount == null || borneFailures == null || waivedWave == null) {
            throw new IllegalStateException("a started rollout lacks its course");
        }
        return new Course(wave, waveCount, borneFailures, waivedWave);
    }

    private Reason reason() {
        if (reasonCode == null || reasonDetail == null) {
            throw new IllegalStateException("a rollout that was stopped lacks the reason");
        }
        return new Reason(reasonCode, reasonDetail);
    }
}
