package io.slipway.client.update;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

import io.slipway.client.consent.Consent;
import io.slipway.client.consent.Occasion;
import io.slipway.client.health.Vitals;
import io.slipway.client.hook.Phase;
import io.slipway.client.hook.RunHooks;
import io.slipway.client.notification.Bulletin;
import io.slipway.client.report.Reason;
import io.slipway.client.update.Lifecycle.Checked;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Downloading;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.FallingBack;
import io.slipway.client.update.Lifecycle.Preparing;
import io.slipway.client.update.Lifecycle.Rebooting;
import io.slipway.client.update.Lifecycle.RolledBack;
import io.slipway.client.update.Lifecycle.Trial;
import io.slipway.client.update.Lifecycle.Verified;
import io.slipway.client.update.Lifecycle.Written;

/**
 * The machine's other programs, which go along with an update: they are told where it stands, may put it off, and run as hooks. Those hooks that can
 * refuse a phase run before it is acted on, and again when it is acted on again after a crash; those after a phase run once its end is journalled, so that
 * none of them can undo it, and not again. One thread.
 */
public final class Companions {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

    private final Bulletin bulletin;
    private final RunHooks hooks;
    private final Consent consent;
    private final Vitals vitals;
    private final Clock clock;
    private Optional<UUID> downloading = Optional.empty();

    /** @param vitals hear whether the system that runs is the one to be kept */
    public Companions(Bulletin bulletin, RunHooks hooks, Consent consent, Vitals vitals, Clock clock) {
        this.bulletin = bulletin;
        this.hooks = hooks;
        this.consent = consent;
        this.vitals = vitals;
        this.clock = clock;
    }

    /** The lifecycle stands at {@code state}; told when the client starts, and by {@link #entered}. */
    void standsAt(Lifecycle state) {
        switch (state) {
            case Trial _ -> {}
            case FallingBack fallingBack when fallingBack.plan().switchesSlots() -> {}
            case Lifecycle.Idle _, Ended _, Lifecycle.UnderWay _ -> vitals.settle();
        }
        bulletin.post(LocalState.of(state, clock.instant()));
    }

    /** The lifecycle has come to {@code state}. Blocks while hooks run. */
    void entered(Lifecycle state) throws InterruptedException {
        standsAt(state);
        switch (state) {
            case Written _ -> after(Phase.DOWNLOAD);
            case Verified _ -> after(Phase.VERIFY);
            case Rebooting rebooting -> {
                if (rebooting.requests() == 0) {
                    after(Phase.ARM);
                }
            }
            case Trial trial -> {
                if (trial.plan().switchesSlots()) {
                    after(Phase.REBOOT);
                }
            }
            case FallingBack _ -> after(Phase.TRIAL);
            case Committed _ -> {
                after(Phase.TRIAL);
                after(Phase.COMMIT);
            }
            case RolledBack _ -> after(Phase.FALL_BACK);
            case Lifecycle.Idle _,
                    Checked _,
                    Downloading _,
                    Lifecycle.Armed _,
                    Lifecycle.Failed _,
                    Lifecycle.Rejected _,
                    Lifecycle.Cancelled _ -> {}
        }
        if (state instanceof Ended) {
            consent.end();
            after(Phase.UPDATE);
        }
    }

    void progress(Downloading state, long imageBytes) {
        bulletin.progress(imageBytes, state.plan().imageBytes());
    }

    /** What is to be done instead of acting on {@code state}: wait for consent, or fail because of a hook. */
    Optional<Step> instead(Preparing state) throws InterruptedException {
        Optional<Step> wait =
                switch (state) {
                    case Checked _ -> ask(Occasion.INSTALL, state);
                    case Verified verified when verified.plan().switchesSlots() -> ask(Occasion.REBOOT, state);
                    case Verified _, Downloading _, Written _ -> Optional.empty();
                };
        if (wait.isPresent()) {
            return wait;
        }
        Optional<Reason> refusal =
                switch (state) {
                    case Checked _ -> before(Phase.UPDATE);
                    case Downloading downloading -> beforeDownload(downloading);
                    case Written _ -> before(Phase.VERIFY);
                    case Verified _ -> before(Phase.ARM);
                };
        return refusal.map(reason -> new Step.MoveTo(state.fail(reason)));
    }

    /** What is to be done instead of a reboot on the way to {@code next}. The way back cannot be refused. */
    Optional<Lifecycle> insteadOfReboot(Lifecycle next) throws InterruptedException {
        Optional<Reason> refusal = before(Phase.REBOOT);
        return next instanceof Rebooting rebooting ? refusal.map(rebooting::fail) : Optional.empty();
    }

    /** Once since the client started, however many payloads the update has. */
    private Optional<Reason> beforeDownload(Downloading state) throws InterruptedException {
        Optional<UUID> deployment = Optional.of(state.plan().deploymentId());
        if (deployment.equals(downloading)) {
            return Optional.empty();
        }
        downloading = deployment;
        return before(Phase.DOWNLOAD);
    }

    private Optional<Step> ask(Occasion occasion, Preparing state) {
        return switch (consent.ask(occasion, state.plan().deploymentId())) {
            case Consent.Answer.Go() -> Optional.empty();
            case Consent.Answer.WaitUntil(Instant at) -> {
                Duration left = Duration.between(clock.instant(), at);
                yield Optional.of(new Step.Wait(left.compareTo(LOOK_AGAIN) < 0 ? left : LOOK_AGAIN));
            }
        };
    }

    private Optional<Reason> before(Phase phase) throws InterruptedException {
        return hooks.before(phase, bulletin.current()).map(why -> new Reason("hook-failed", why));
    }

    private void after(Phase phase) throws InterruptedException {
        hooks.after(phase, bulletin.current());
    }
}
