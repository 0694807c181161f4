package io.slipway.client.consent;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.slipway.client.consent.Consent.Answer.Go;
import io.slipway.client.consent.Consent.Answer.WaitUntil;
import io.slipway.client.consent.LocalConsent.Settings;
import io.slipway.client.consent.file.AskedFile;
import io.slipway.client.consent.json.ConsentRequests;
import io.slipway.client.fixture.VirtualTime;
import io.slipway.client.log.EventLog;

import static org.assertj.core.api.Assertions.assertThat;

class LocalConsentTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    private static final UUID DEPLOYMENT = UUID.fromString("11111111-2222-3333-4444-555555555555");
    private static final Optional<Duration> DAY = Optional.of(Duration.ofHours(24));

    @TempDir
    Path directory;

    private final EventLog log = new EventLog(new PrintStream(OutputStream.nullOutputStream()), Clock.systemUTC());
    private final VirtualTime time = new VirtualTime(0);
    private final List<String> heard = new ArrayList<>();
    private Duration clockSetBy = Duration.ZERO;

    @Test
    void nobody_is_asked_where_nobody_has_to_be() {
        assertThat(consent(Set.of(), DAY).ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
        assertThat(consent(Set.of(Occasion.REBOOT), DAY).ask(Occasion.INSTALL, DEPLOYMENT))
                .isEqualTo(new Go());
        assertThat(heard).isEmpty();
        assertThat(directory.resolve("consent.json")).doesNotExist();
    }

    @Test
    void waits_for_the_deadline_and_then_goes_on() {
        // Given
        LocalConsent consent = consent(Set.of(Occasion.INSTALL), DAY);

        // When, Then
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new WaitUntil(START.plusSeconds(86_400)));
        pass(Duration.ofHours(24).minusSeconds(1));
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new WaitUntil(START.plusSeconds(86_400)));
        pass(Duration.ofSeconds(1));
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
        assertThat(heard).containsExactly("wanted at 2026-11-21T10:00:00Z until 2026-11-22T10:00:00Z", "settled");
    }

    @Test
    void a_grant_is_good_for_one_occasion_of_one_deployment_and_over_a_restart() throws IOException {
        // Given
        Set<Occasion> both = Set.of(Occasion.INSTALL, Occasion.REBOOT);
        LocalConsent consent = consent(both, DAY);
        consent.ask(Occasion.INSTALL, DEPLOYMENT);

        // When
        boolean granted = consent.grant();

        // Then
        assertThat(granted).isTrue();
        assertThat(consent(both, DAY).ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
        assertThat(consent.ask(Occasion.REBOOT, DEPLOYMENT)).isInstanceOf(WaitUntil.class);
        assertThat(consent.ask(Occasion.INSTALL, UUID.randomUUID())).isInstanceOf(WaitUntil.class);
    }

    @Test
    void a_deferral_ends_at_the_deadline_and_is_asked_again_before() throws IOException {
        // Given
        LocalConsent consent = consent(Set.of(Occasion.REBOOT), DAY);
        consent.ask(Occasion.REBOOT, DEPLOYMENT);

        // When, Then
        assertThat(consent.defer(Duration.ofHours(1))).contains(START.plusSeconds(3600));
        assertThat(consent.ask(Occasion.REBOOT, DEPLOYMENT)).isEqualTo(new WaitUntil(START.plusSeconds(3600)));
        pass(Duration.ofHours(1));
        assertThat(consent.ask(Occasion.REBOOT, DEPLOYMENT)).isEqualTo(new WaitUntil(START.plusSeconds(86_400)));
        assertThat(consent.defer(Duration.ofDays(7))).contains(START.plusSeconds(86_400));
        pass(Duration.ofHours(23));
        assertThat(consent.ask(Occasion.REBOOT, DEPLOYMENT)).isEqualTo(new Go());
        assertThat(heard)
                .containsExactly(
                        "wanted at 2026-11-21T10:00:00Z until 2026-11-22T10:00:00Z",
                        "wanted at 2026-11-21T11:00:00Z until 2026-11-22T10:00:00Z",
                        "wanted at 2026-11-21T10:00:00Z until 2026-11-22T10:00:00Z",
                        "wanted at 2026-11-22T10:00:00Z until 2026-11-22T10:00:00Z",
                        "settled");
    }

    @Test
    void a_deferral_and_the_deadline_survive_a_restart() throws IOException {
        // Given
        LocalConsent before = consent(Set.of(Occasion.INSTALL), DAY);
        before.ask(Occasion.INSTALL, DEPLOYMENT);
        before.defer(Duration.ofHours(2));
        pass(Duration.ofHours(1));

        // When
        LocalConsent after = consent(Set.of(Occasion.INSTALL), DAY);

        // Then
        assertThat(after.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new WaitUntil(START.plusSeconds(7200)));
        pass(Duration.ofHours(23));
        assertThat(after.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
    }

    @Test
    void without_a_deadline_only_a_grant_helps() throws IOException {
        // Given
        LocalConsent consent = consent(Set.of(Occasion.INSTALL), Optional.empty());
        consent.ask(Occasion.INSTALL, DEPLOYMENT);

        // When, Then
        pass(Duration.ofDays(1000));
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isInstanceOf(WaitUntil.class);
        assertThat(consent.grant()).isTrue();
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
        assertThat(heard.getFirst()).isEqualTo("wanted at 2026-11-21T10:00:00Z until never");
    }

    @Test
    void a_clock_that_is_set_while_the_client_waits_moves_the_deadline_along() {
        // Given a device that begins in 2026 and learns that it is 2030
        LocalConsent consent = consent(Set.of(Occasion.INSTALL), DAY);
        consent.ask(Occasion.INSTALL, DEPLOYMENT);

        // When
        clockSetBy = Duration.ofDays(1461);
        pass(Duration.ofHours(1));

        // Then
        Instant deadline = START.plus(clockSetBy).plus(Duration.ofHours(24));
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new WaitUntil(deadline));
        pass(Duration.ofHours(23));
        assertThat(consent.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new Go());
    }

    @Test
    void a_clock_that_forgets_the_time_does_not_put_the_deadline_off() {
        // Given
        consent(Set.of(Occasion.INSTALL), DAY).ask(Occasion.INSTALL, DEPLOYMENT);

        // When the device starts again in 1970
        clockSetBy = Duration.ofSeconds(-START.getEpochSecond());
        LocalConsent after = consent(Set.of(Occasion.INSTALL), DAY);

        // Then
        assertThat(after.ask(Occasion.INSTALL, DEPLOYMENT)).isEqualTo(new WaitUntil(Instant.EPOCH.plusSeconds(86_400)));
    }

    @Test
    void what_was_kept_and_cannot_be_read_is_asked_anew() throws IOException {
        // Given
        consent(Set.of(Occasion.INSTALL), DAY).ask(Occasion.INSTALL, DEPLOYMENT);
        Files.writeString(directory.resolve("consent.json"), "{\"deploymentId\":\"x\"}");
        pass(Duration.ofHours(1));

        // When, Then
        assertThat(consent(Set.of(Occasion.INSTALL), DAY).ask(Occasion.INSTALL, DEPLOYMENT))
                .isEqualTo(new WaitUntil(START.plusSeconds(3600 + 86_400)));
    }

    @Test
    void requests_are_lines_of_json_and_so_are_answers() {
        // Given
        LocalConsent consent = consent(Set.of(Occasion.INSTALL), DAY);
        ConsentRequests requests = new ConsentRequests(consent);

        // When, Then
        assertThat(requests.answer("{\"consent\":\"grant\"}")).isEqualTo("{\"error\":\"no update waits for consent\"}");
        consent.ask(Occasion.INSTALL, DEPLOYMENT);
        assertThat(requests.answer("{\"consent\":\"defer\",\"seconds\":60}"))
                .isEqualTo("{\"consent\":\"deferred\",\"until\":\"2026-11-21T10:01:00Z\"}");
        assertThat(requests.answer("{\"consent\":\"grant\"}")).isEqualTo("{\"consent\":\"granted\"}");
        for (String nonsense : List.of(
                "",
                "grant",
                "{}",
                "{\"consent\":\"maybe\"}",
                "{\"consent\":\"defer\"}",
                "{\"consent\":\"defer\",\"seconds\":-1}",
                "{\"consent\":\"defer\",\"seconds\":9223372036854775807}")) {
            assertThat(requests.answer(nonsense)).as(nonsense).startsWith("{\"error\":\"");
        }
    }

    private void pass(Duration duration) {
        time.pass(duration.toNanos());
    }

    private LocalConsent consent(Set<Occasion> required, Optional<Duration> deadline) {
        ConsentAudience audience = new ConsentAudience() {

            @Override
            public void wanted(Asked asked, Optional<Instant> until) {
                heard.add("wanted at " + asked.notBefore() + " until "
                        + until.map(Instant::toString).orElse("never"));
            }

            @Override
            public void settled() {
                heard.add("settled");
            }
        };
        return new LocalConsent(
                new Settings(required, deadline),
                new AskedFile(directory.resolve("consent.json"), log),
                audience,
                new SteadyClock(new Wall(), time),
                log);
    }

    /** The wall clock that goes with the virtual time. */
    private final class Wall extends Clock {

        @Override
        public Instant instant() {
            return START.plus(clockSetBy).plusNanos(time.passed());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
