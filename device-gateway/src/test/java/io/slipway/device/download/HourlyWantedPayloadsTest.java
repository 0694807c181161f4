package io.slipway.device.download;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.slipway.device.identity.Sha256;
import io.slipway.device.identity.Tenant;
import io.slipway.device.testing.MovingClock;

import static org.assertj.core.api.Assertions.assertThat;

class HourlyWantedPayloadsTest {

    private static final Sha256 FIRST = payload(1);
    private static final Sha256 SECOND = payload(2);

    private final MovingClock clock = new MovingClock();
    private final List<String> told = new ArrayList<>();
    private CompletionStage<Void> answer = CompletableFuture.completedStage(null);
    private final HourlyWantedPayloads hourly = new HourlyWantedPayloads(
            (tenant, payload) -> {
                told.add(tenant + " " + payload);
                return answer;
            },
            clock);

    @Test
    void tells_of_each_payload_of_each_tenant_once_an_hour() {
        hourly.tell(Tenant.DEFAULT, FIRST);
        hourly.tell(Tenant.DEFAULT, FIRST);
        hourly.tell(Tenant.DEFAULT, SECOND);
        hourly.tell(new Tenant("other"), FIRST);
        clock.pass(Duration.ofMinutes(59));
        hourly.tell(Tenant.DEFAULT, FIRST);

        assertThat(told).containsExactly("default " + FIRST, "default " + SECOND, "other " + FIRST);
    }

    @Test
    void tells_again_after_an_hour() {
        hourly.tell(Tenant.DEFAULT, FIRST);
        clock.pass(Duration.ofHours(1));
        hourly.tell(Tenant.DEFAULT, FIRST);

        assertThat(told).hasSize(2);
    }

    @Test
    void tells_again_at_once_what_could_not_be_told() {
        answer = CompletableFuture.failedStage(new IllegalStateException("Kafka is away"));
        hourly.tell(Tenant.DEFAULT, FIRST);
        answer = CompletableFuture.completedStage(null);
        hourly.tell(Tenant.DEFAULT, FIRST);
        hourly.tell(Tenant.DEFAULT, FIRST);

        assertThat(told).hasSize(2);
    }

    @Test
    void forgets_the_oldest_beyond_what_it_may_remember() {
        for (int number = 0; number <= RecentPayloads.MOST; number++) {
            hourly.tell(Tenant.DEFAULT, payload(number));
        }
        told.clear();

        hourly.tell(Tenant.DEFAULT, payload(1));
        hourly.tell(Tenant.DEFAULT, payload(0));

        assertThat(told).containsExactly("default " + payload(0));
    }

    private static Sha256 payload(int number) {
        return new Sha256("%064x".formatted(number));
    }
}
