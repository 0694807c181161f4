package io.slipway.device.download;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/**
 * Tells of each payload once an hour, however many devices ask for it; of one that could not be told, at the next question. Remembers the last
 * {@value #MOST} payloads.
 */
public final class HourlyWantedPayloads implements WantedPayloads {

    static final int MOST = 10_000;

    private static final Duration SILENCE = Duration.ofHours(1);

    private final WantedPayloads wanted;
    private final Clock clock;
    private final Map<Key, Instant> told = new LinkedHashMap<>();

    public HourlyWantedPayloads(WantedPayloads wanted, Clock clock) {
        this.wanted = wanted;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> tell(Tenant tenant, Sha256 payload) {
        Key key = new Key(tenant, payload);
        if (!isDue(key)) {
            return CompletableFuture.completedStage(null);
        }
        return wanted.tell(tenant, payload).whenComplete((done, failure) -> {
            if (failure != null) {
                forget(key);
            }
        });
    }

    private synchronized boolean isDue(Key key) {
        Instant now = clock.instant();
        Instant last = told.get(key);
        if (last != null && now.isBefore(last.plus(SILENCE))) {
            return false;
        }
        told.remove(key);
        told.put(key, now);
        if (told.size() > MOST) {
            told.remove(told.keySet().iterator().next());
        }
        return true;
    }

    private synchronized void forget(Key key) {
        told.remove(key);
    }

    private record Key(Tenant tenant, Sha256 payload) {}
}
