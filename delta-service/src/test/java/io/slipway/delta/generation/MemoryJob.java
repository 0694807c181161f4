package io.slipway.delta.generation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.payload.index.Sha256;

/** One job that is under way, whose lease can be taken away. */
final class MemoryJob implements PayloadJobs {

    private volatile PayloadJob state;
    private volatile int settlementsToFail;
    private volatile int renewalsRefused;
    private volatile @Nullable StoredPayload fullPayload;
    private volatile @Nullable Sha256 marked;
    private final Map<String, StoredPayload> payloads = new ConcurrentHashMap<>();
    private final Map<Image, Image> bases = new ConcurrentHashMap<>();

    MemoryJob(Generating job) {
        state = job;
    }

    void hasFullPayload(StoredPayload payload) {
        fullPayload = payload;
    }

    void hasPayload(Way way, StoredPayload payload) {
        payloads.put(way.key(), payload);
    }

    /** Makes an image cold. */
    void keepsBy(Way.Back way) {
        payloads.remove(new Way.Full(way.image()).key());
        bases.put(way.image(), way.base());
    }

    void hasMarked(Sha256 payload) {
        marked = payload;
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
    public Optional<PayloadJob> job(Way way) {
        return Optional.ofNullable(payloads.get(way.key()))
                .or(() -> way instanceof Way.Full ? Optional.ofNullable(fullPayload) : Optional.empty())
                .map(payload -> new PayloadJob.Ready(way, payload));
    }

    @Override
    public Optional<Image> base(Image image) {
        return Optional.ofNullable(bases.get(image));
    }

    @Override
    public Optional<Sha256> marked(Image image) {
        return Optional.ofNullable(marked);
    }

    private boolean holds(Generating job) {
        return state instanceof Generating current
                && current.lease().owner().equals(job.lease().owner());
    }
}
