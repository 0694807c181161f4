package io.slipway.device.download;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import io.slipway.device.download.ByteRange.Slice;
import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/**
 * Remembers for a minute which payloads were there, the last {@value RecentPayloads#MOST}, so that a wave of devices asks the store once. What was not there is looked for
 * each time, by at most {@value #MOST_LOOKING} at once; who has no turn within two seconds goes without.
 */
public final class RememberedPayloads implements PayloadStore {

    /** How many look at the store at once. */
    public static final int MOST_LOOKING = 32;

    private static final Duration MEMORY = Duration.ofMinutes(1);
    private static final long PATIENCE_SECONDS = 2;

    private final PayloadStore store;
    private final Semaphore looking = new Semaphore(MOST_LOOKING);

    /** How long each was. */
    private final RecentPayloads<Long> seen;

    public RememberedPayloads(PayloadStore store, Clock clock) {
        this.store = store;
        this.seen = new RecentPayloads<>(MEMORY, clock);
    }

    @Override
    public OptionalLong length(Tenant tenant, Sha256 payload) throws IOException {
        Optional<Long> remembered = seen.recall(tenant, payload);
        if (remembered.isPresent()) {
            return OptionalLong.of(remembered.get());
        }
        OptionalLong length = inTurn(() -> store.length(tenant, payload));
        length.ifPresent(bytes -> seen.remember(tenant, payload, bytes));
        return length;
    }

    @Override
    public boolean isCold(Tenant tenant, Sha256 payload) throws IOException {
        return inTurn(() -> store.isCold(tenant, payload));
    }

    @Override
    public InputStream open(Tenant tenant, Sha256 payload, Slice slice) throws IOException {
        return store.open(tenant, payload, slice);
    }

    private <T> T inTurn(Look<T> look) throws IOException {
        try {
            if (!looking.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(MOST_LOOKING + " others wait for the object store");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while others look at the object store");
        }
        try {
            return look.take();
        } finally {
            looking.release();
        }
    }

    @FunctionalInterface
    private interface Look<T> {

        T take() throws IOException;
    }
}
