package io.slipway.device.download;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/**
 * Remembers something of each payload for a while, of the last {@value #MOST} at most. For use by all threads.
 *
 * @param <V> what is remembered
 */
final class RecentPayloads<V> {

    static final int MOST = 10_000;

    private final Duration memory;
    private final Clock clock;
    private final Map<Key, Entry<V>> entries = new LinkedHashMap<>();

    /** @param memory how long something is remembered */
    RecentPayloads(Duration memory, Clock clock) {
        this.memory = memory;
        this.clock = clock;
    }

    /** What is remembered of a payload. */
    synchronized Optional<V> recall(Tenant tenant, Sha256 payload) {
        Entry<V> entry = entries.get(new Key(tenant, payload));
        return entry != null && clock.instant().isBefore(entry.at().plus(memory))
                ? Optional.of(entry.value())
                : Optional.empty();
    }

    /** Remembers something of a payload from now on; the payload that was remembered longest ago may have to go for it. */
    synchronized void remember(Tenant tenant, Sha256 payload, V value) {
        Key key = new Key(tenant, payload);
        entries.remove(key);
        entries.put(key, new Entry<>(value, clock.instant()));
        if (entries.size() > MOST) {
            entries.remove(entries.keySet().iterator().next());
        }
    }

    /**
     * Remembers something of a payload of which nothing is remembered.
     *
     * @return false if something is
     */
    synchronized boolean rememberNew(Tenant tenant, Sha256 payload, V value) {
        boolean isNew = recall(tenant, payload).isEmpty();
        if (isNew) {
            remember(tenant, payload, value);
        }
        return isNew;
    }

    /** Remembers nothing of a payload any more. */
    synchronized void forget(Tenant tenant, Sha256 payload) {
        entries.remove(new Key(tenant, payload));
    }

    private record Key(Tenant tenant, Sha256 payload) {}

    private record Entry<V>(V value, Instant at) {}
}
