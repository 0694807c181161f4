package io.slipway.client.hook;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import io.slipway.client.health.Examination;
import io.slipway.client.health.Verdict;
import io.slipway.client.health.Verdict.Healthy;
import io.slipway.client.health.Verdict.Unhealthy;
import io.slipway.client.health.Vitals;
import io.slipway.client.notification.UpdateState;

/** An examination with hooks before it, and before the commit that it leads to. A hook that fails makes the new system unfit. */
public final class ExamineWithHooks implements Examination {

    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Examination examination;
    private final RunHooks hooks;
    private final Supplier<UpdateState> state;
    private final Vitals vitals;

    /** @param vitals are told how long hooks may take */
    public ExamineWithHooks(Examination examination, RunHooks hooks, Supplier<UpdateState> state, Vitals vitals) {
        this.examination = examination;
        this.hooks = hooks;
        this.state = state;
        this.vitals = vitals;
    }

    @Override
    public Verdict examine(Map<String, String> context) throws InterruptedException {
        Verdict verdict = before(Phase.TRIAL);
        if (verdict instanceof Healthy) {
            verdict = examination.examine(context);
        }
        if (verdict instanceof Healthy) {
            verdict = before(Phase.COMMIT);
        }
        return verdict;
    }

    private Verdict before(Phase phase) throws InterruptedException {
        vitals.goingOn(hooks.longest(phase).plus(GRACE));
        Optional<String> refusal = hooks.before(phase, state.get());
        if (refusal.isPresent()) {
            vitals.lose();
            return new Unhealthy("hook-failed", refusal.get());
        }
        vitals.goingOn(GRACE);
        return new Healthy();
    }
}
