package io.slipway.delta.generation;

import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.PayloadJob.Generating;

/** One job that is under way, whose lease can be taken away. */
final class MemoryJob implements PayloadJobs {

    private volatile PayloadJob state;
    private volatile int settlementsToFail;
    private volatile int renewalsRefused;
    private volatile @Nullable StoredPayload fullPayload;

    MemoryJob(Generating job) {
        state = job;
    }

    void hasFullPayload(StoredPayload payload) {
        fullPayload = payload;
    }

    PayloadJob state() {
        return state;
    }

    void giveTo(Lease other) {
        state = new Generating(state.way(), 0, other);
    }

    void failSettlements(int times) {
        settlementsToFail = times;
    }

    @Override
    public boolean renew(Generating job, Renewal renewal) {
        boolean held = holds(job);
        if (!held) {
            renewalsRefused++;
        }
        return held;
    }

    int renewalsRefused() {
        return renewalsRefused;
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
    public Optional<Generating> take(Way.Kind kind, Lease lease, RetryPolicy policy, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<StoredPayload> fullPayload(Image image) {
        return Optional.ofNullable(fullPayload);
    }

    private boolean holds(Generating job) {
        return state instanceof Generating current
                && current.lease().owner().equals(job.lease().owner());
    }
}
