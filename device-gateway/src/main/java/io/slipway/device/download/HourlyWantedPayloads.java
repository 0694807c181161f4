package io.slipway.device.download;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;

/**
 * Tells of each payload once an hour, however many devices ask for it; of one that could not be told, at the next question. Remembers the last
 * {@value RecentPayloads#MOST} payloads.
 */
public final class HourlyWantedPayloads implements WantedPayloads {

    private static final Duration SILENCE = Duration.ofHours(1);

    private final WantedPayloads wanted;
    private final RecentPayloads<Told> told;

    public HourlyWantedPayloads(WantedPayloads wanted, Clock clock) {
        this.wanted = wanted;
        this.told = new RecentPayloads<>(SILENCE, clock);
    }

    @Override
    public CompletionStage<Void> tell(Tenant tenant, Sha256 payload) {
        if (!told.rememberNew(tenant, payload, Told.LATELY)) {
            return CompletableFuture.completedStage(null);
        }
        return wanted.tell(tenant, payload).whenComplete((done, failure) -> {
            if (failure != null) {
                told.forget(tenant, payload);
            }
        });
    }

    private enum Told {
        LATELY
    }
}
