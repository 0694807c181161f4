package io.slipway.client.notification;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.slipway.client.report.Reason;

/**
 * Where the update stands, as local programs are told.
 *
 * @param state as on the status line, for example {@code downloading}
 * @param release in words of the release; none where only its outcome is known
 * @param slot that is written, or runs on trial
 * @param consent what waits for an answer of a local program
 * @param at when this was so
 */
public record UpdateState(
        String state,
        Optional<UUID> deployment,
        Optional<Release> release,
        Optional<String> slot,
        Optional<Progress> progress,
        Optional<Reason> reason,
        Optional<ConsentWanted> consent,
        Instant at) {

    /** What is installed. */
    public record Release(String name, String version) {}

    /** Bytes of the image. */
    public record Progress(long done, long total) {}

    /**
     * An answer is wanted.
     *
     * @param occasion {@code install} or {@code reboot}
     * @param deadline when the update goes on without one; none for never
     * @param deferredUntil when it is asked again; none if nobody has put it off
     */
    public record ConsentWanted(String occasion, Optional<Instant> deadline, Optional<Instant> deferredUntil) {}

    /** No update at all. */
    public static UpdateState idle(String state, Instant at) {
        return new UpdateState(
                state,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                at);
    }

    /** The same with a release, where it has none. */
    UpdateState withRelease(Optional<Release> known) {
        return new UpdateState(
                state, deployment, release.isPresent() ? release : known, slot, progress, reason, consent, at);
    }

    UpdateState withProgress(Progress reached, Instant now) {
        return new UpdateState(state, deployment, release, slot, Optional.of(reached), reason, consent, now);
    }

    UpdateState withConsent(Optional<ConsentWanted> wanted, Instant now) {
        return new UpdateState(state, deployment, release, slot, progress, reason, wanted, now);
    }
}
