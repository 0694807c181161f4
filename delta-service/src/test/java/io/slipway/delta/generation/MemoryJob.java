package io.slipway.delta.generation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

import io.slipway.delta.generation.PayloadJob.Generating;

/** One job that is under way, whose lease can be taken away. */
final class MemoryJob implements PayloadJobs {

    private volatile PayloadJob state;
    private volatile int settlementsToFail;

    MemoryJob(Generating job) {
        state = job;
    }

    PayloadJob state() {
        return state;
    }

    void giveTo(Lease other) {
        state = new Generating(state.image(), 0, other);
    }

    void failSettlements(int times) {
        settlementsToFail = times;
    }

    @Override
    public boolean renew(Generating job, Instant until, Progress progress) {
        return holds(job);
    }

    @Override
    public boolean settle(Generating job, PayloadJob next, Instant now) {
        if (settlementsToFail > 0) {
            settlementsToFail--;
            throw new IllegalStateException("the database is away");
        }
        boolean held = holds(job);
        if (held) {
            state = next;
        }
        return held;
    }

    @Override
    public CompletionStage<Void> request(UUID event, List<WantedPath> wanted, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> withdraw(UUID event, String tenant, UUID releaseId, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Generating> take(Lease lease, RetryPolicy policy, Instant now) {
        throw new UnsupportedOperationException();
    }

    private boolean holds(Generating job) {
        return state instanceof Generating current
                && current.lease().owner().equals(job.lease().owner());
    }
}
