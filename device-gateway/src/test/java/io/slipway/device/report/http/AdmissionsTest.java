package io.slipway.device.report.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import io.quarkiverse.resteasy.problem.HttpProblem;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AdmissionsTest {

    private final CompletableFuture<Long> durable = new CompletableFuture<>();

    @Test
    void answers_when_the_reports_are_durable() throws Exception {
        Admissions admissions = new Admissions(100, Duration.ofMinutes(1));

        CompletableFuture<Long> answer = admissions.bounded(2, () -> durable).subscribeAsCompletionStage();
        durable.complete(7L);

        assertThat(answer).isCompletedWithValue(7L);
    }

    @Test
    void the_places_of_a_device_that_has_stopped_waiting_are_taken_until_its_reports_are_durable() throws Exception {
        Admissions admissions = new Admissions(100, Duration.ofMillis(1));

        assertThatThrownBy(() -> admissions.bounded(100, () -> durable).await().indefinitely())
                .isInstanceOf(HttpProblem.class);

        assertThatThrownBy(() -> admissions.bounded(1, () -> durable)).isInstanceOf(HttpProblem.class);
        assertThat(durable).isNotDone();
        durable.complete(7L);
        assertThat(admissions.bounded(100, () -> durable).await().indefinitely())
                .isEqualTo(7);
    }

    @Test
    void refused_reports_leave_their_places_free() throws Exception {
        Admissions admissions = new Admissions(100, Duration.ofMinutes(1));

        assertThatThrownBy(() -> admissions.bounded(100, () -> {
                    throw new IllegalStateException("refused");
                }))
                .isInstanceOf(IllegalStateException.class);

        durable.complete(7L);
        assertThat(admissions.bounded(100, () -> durable).await().indefinitely())
                .isEqualTo(7);
    }
}
