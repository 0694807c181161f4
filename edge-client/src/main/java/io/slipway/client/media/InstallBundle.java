package io.slipway.client.media;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiPredicate;

import io.slipway.client.link.Command.Install;
import io.slipway.client.link.CommandInbox;
import io.slipway.client.report.TraceContext;
import io.slipway.client.update.Lifecycle;
import io.slipway.client.update.Lifecycle.Committed;
import io.slipway.client.update.Lifecycle.Ended;
import io.slipway.client.update.Lifecycle.RolledBack;
import io.slipway.client.update.Lifecycle.UnderWay;
import io.slipway.client.update.LifecycleJournal;
import io.slipway.client.update.UpdateAgent;
import io.slipway.client.update.UpdateAgent.Finish;

/**
 * Installs the bundle of a medium: makes the command that a server would send and has the update lifecycle work on it, which believes none of it before signed metadata says so.
 * May be called again after anything: it goes on where the same bundle was left. One thread.
 */
public final class InstallBundle {

    private final UpdateAgent agent;
    private final LifecycleJournal journal;
    private final CommandInbox inbox;
    private final MediaResults results;
    private final String deviceId;

    public InstallBundle(
            UpdateAgent agent, LifecycleJournal journal, CommandInbox inbox, MediaResults results, String deviceId) {
        this.agent = agent;
        this.journal = journal;
        this.inbox = inbox;
        this.results = results;
        this.deviceId = deviceId;
    }

    /** What came of it. */
    public sealed interface Outcome {

        /** The device must reboot; installing the same bundle again afterwards goes on. */
        record Reboot() implements Outcome {}

        /** It ended now. */
        record Ends(Ended ended) implements Outcome {}

        /** The release runs already; nothing was written to a slot. */
        record RunsAlready(Committed committed) implements Outcome {}

        /** The bundle was tried before and the device fell back; it is not tried again by itself. */
        record TriedBefore(RolledBack rolledBack) implements Outcome {}

        /** The boot environment cannot be used, so an update that is under way stands still. */
        record Stuck(Lifecycle state) implements Outcome {}
    }

    /** Something that must hold before the bundle is looked at. */
    public interface Precondition {
        void require() throws IOException;
    }

    /**
     * Installs; blocks for minutes. What was under way is finished first, or given up if it is another update that has armed nothing yet.
     *
     * @param again whether a bundle is tried once more with which the device fell back
     * @param runs whether of the component in the first argument the image with the digest in the second one is in use
     * @param precondition of a new installation
     * @throws IOException if the precondition does not hold
     */
    public Outcome install(
            Bundle bundle, Medium medium, boolean again, BiPredicate<String, String> runs, Precondition precondition)
            throws IOException, InterruptedException {
        agent.start();
        results.settle(journal);
        try {
            return install(bundle, again, runs, precondition);
        } finally {
            results.settle(journal);
            results.deliver(bundle, medium);
        }
    }

    private Outcome install(Bundle bundle, boolean again, BiPredicate<String, String> runs, Precondition precondition)
            throws IOException, InterruptedException {
        int attempt = nextAttempt(bundle);
        UUID next = BundleDeployments.id(bundle, deviceId, attempt);
        boolean isUnderWay = isUnderWay(next);
        Optional<Ended> last = attempt == 0
                ? Optional.empty()
                : journal.outcomeOf(BundleDeployments.id(bundle, deviceId, attempt - 1));
        if (!isUnderWay && last.isPresent()) {
            if (last.get() instanceof RolledBack rolledBack && !again) {
                return finished(new Outcome.TriedBefore(rolledBack));
            }
            if (last.get() instanceof Committed committed && runsAll(bundle, runs)) {
                return finished(new Outcome.RunsAlready(committed));
            }
        }
        if (!isUnderWay) {
            precondition.require();
        }
        inbox.put(new Install(next, TraceContext.NONE, bundle.release(), bundle.components()));
        if (agent.advance() == Finish.REBOOT) {
            return new Outcome.Reboot();
        }
        results.settle(journal);
        if (journal.outcomeOf(next).isPresent()) {
            return new Outcome.Ends(journal.outcomeOf(next).get());
        }
        if (agent.state() instanceof UnderWay) {
            return new Outcome.Stuck(agent.state());
        }
        results.begin(bundle, next);
        if (agent.takeOne() == Finish.REBOOT) {
            return new Outcome.Reboot();
        }
        return outcomeOf(next);
    }

    private Outcome outcomeOf(UUID deployment) {
        Optional<Ended> ended = journal.outcomeOf(deployment);
        if (ended.isEmpty()) {
            return new Outcome.Stuck(agent.state());
        }
        return ended.get() instanceof Committed committed
                ? new Outcome.RunsAlready(committed) // no reboot lies between the command and this
                : new Outcome.Ends(ended.get());
    }

    /** Nothing is to be installed; what else was under way goes on. */
    private Outcome finished(Outcome outcome) throws InterruptedException {
        return agent.advance() == Finish.REBOOT ? new Outcome.Reboot() : outcome;
    }

    /** The first attempt whose end the journal does not know. */
    private int nextAttempt(Bundle bundle) {
        int attempt = 0;
        while (attempt < LifecycleJournal.MEMORY
                && journal.outcomeOf(BundleDeployments.id(bundle, deviceId, attempt))
                        .isPresent()) {
            attempt++;
        }
        return attempt;
    }

    private boolean isUnderWay(UUID deployment) {
        return journal.current() instanceof UnderWay underWay
                && underWay.plan().deploymentId().equals(deployment);
    }

    /** By the digests in the names of the payloads, which nobody signed: nothing more than a reason to do nothing follows from them. */
    private static boolean runsAll(Bundle bundle, BiPredicate<String, String> runs) {
        return bundle.components().stream().allMatch(component -> {
            String[] path = component.payload().split("/", -1);
            return path.length == 3 && runs.test(component.name(), path[1]);
        });
    }
}
