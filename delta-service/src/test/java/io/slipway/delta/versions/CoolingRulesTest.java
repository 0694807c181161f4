package io.slipway.delta.versions;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.Way;
import io.slipway.payload.index.IndexReference;
import io.slipway.payload.index.Sha256;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CoolingRulesTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final Image OLD = image(1);
    private static final Image MIDDLE = image(2);
    private static final Image NEW = image(3);
    private static final StoredPayload FULL = payload(1);
    private static final Keeping AS_IT_IS = new Keeping.AsItIs();

    private final CoolingRules rules = new CoolingRules(MONTH, Duration.ofMinutes(10));
    private final List<Line> lines = new ArrayList<>();
    private final Map<Sha256, Proof> proofs = new HashMap<>();
    private final Map<Sha256, Sha256> bases = new HashMap<>();
    private Optional<StoredPayload> full = Optional.of(FULL);
    private Instant wantedAt = NOW.minus(MONTH);

    @Test
    void a_version_that_nobody_wants_is_proven_next_to_the_next_newer_one() {
        line(version(NEW, 3), version(OLD, 1), version(MIDDLE, 2));

        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(MIDDLE, OLD)));
        assertThat(decide(MIDDLE)).isEqualTo(new Keeping.UntilProven(new Way.Back(NEW, MIDDLE)));
    }

    @Test
    void a_version_that_was_wanted_lately_stays_warm() {
        line(version(OLD, 1), version(NEW, 3));
        wantedAt = NOW.minus(MONTH).plusMillis(1);

        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
    }

    @Test
    void the_newest_version_of_any_line_stays_warm() {
        line(version(OLD, 1), version(NEW, 3));
        assertThat(decide(NEW)).isEqualTo(AS_IT_IS);

        line(version(OLD, 1));
        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
    }

    @Test
    void an_image_that_was_published_again_last_is_the_newest() {
        line(version(OLD, 1), version(MIDDLE, 2), version(OLD, 3));

        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
        assertThat(decide(MIDDLE)).isEqualTo(new Keeping.UntilProven(new Way.Back(OLD, MIDDLE)));
    }

    @Test
    void a_withdrawn_version_makes_the_one_before_it_the_newest_and_is_nobodys_base() {
        line(version(OLD, 1), version(MIDDLE, 2), withdrawn(NEW, 3));

        assertThat(decide(MIDDLE)).isEqualTo(AS_IT_IS);
        assertThat(decide(NEW)).isEqualTo(AS_IT_IS);
        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(MIDDLE, OLD)));
    }

    @Test
    void a_withdrawn_version_may_become_cold_itself() {
        line(version(OLD, 1), withdrawn(MIDDLE, 2), version(NEW, 3));

        assertThat(decide(MIDDLE)).isEqualTo(new Keeping.UntilProven(new Way.Back(NEW, MIDDLE)));
        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(NEW, OLD)));
    }

    @Test
    void a_version_that_cannot_be_made_again_is_passed_over() {
        line(version(OLD, 1), new Version(MIDDLE, at(2), false, false), version(NEW, 3));

        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(NEW, OLD)));
    }

    @Test
    void of_several_lines_the_nearest_neighbour_counts() {
        line(version(OLD, 1), version(NEW, 3));
        line(version(OLD, 1), version(MIDDLE, 2));

        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(MIDDLE, OLD)));
    }

    @Test
    void what_no_release_has_stays_as_it_is() {
        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
    }

    @Test
    void what_has_no_full_payload_stays_as_it_is() {
        line(version(OLD, 1), version(NEW, 3));
        full = Optional.empty();

        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
    }

    @Test
    void a_proof_under_way_is_waited_for() {
        line(version(OLD, 1), version(NEW, 3));
        proofs.put(NEW.sha256(), new Proof.UnderWay());

        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
    }

    @Test
    void a_version_that_is_proven_becomes_cold() {
        line(version(OLD, 1), version(NEW, 3));
        proofs.put(NEW.sha256(), new Proof.Proven(FULL, NOW.minusSeconds(60)));

        assertThat(decide(OLD)).isEqualTo(new Keeping.AsDelta(new Way.Back(NEW, OLD)));
    }

    @Test
    void a_proof_of_another_payload_or_of_yesterday_is_none() {
        line(version(OLD, 1), version(NEW, 3));
        Keeping again = new Keeping.UntilProven(new Way.Back(NEW, OLD));

        proofs.put(NEW.sha256(), new Proof.Proven(payload(2), NOW.minusSeconds(60)));
        assertThat(decide(OLD)).isEqualTo(again);

        proofs.put(NEW.sha256(), new Proof.Proven(FULL, NOW.minus(CoolingRules.PROOF_LASTS)));
        assertThat(decide(OLD)).isEqualTo(again);
    }

    @Test
    void what_was_tried_in_vain_is_not_tried_again_but_next_to_another_version() {
        line(version(OLD, 1), version(MIDDLE, 2), version(NEW, 3));
        proofs.put(MIDDLE.sha256(), new Proof.Refused());

        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);

        line(version(OLD, 1), version(NEW, 3));
        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(NEW, OLD)));
    }

    @Test
    void what_failed_is_tried_again_after_a_day() {
        line(version(OLD, 1), version(NEW, 3));
        proofs.put(
                NEW.sha256(),
                new Proof.Failed(NOW.minus(CoolingRules.PROOF_LASTS).plusMillis(1)));
        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);

        proofs.put(NEW.sha256(), new Proof.Failed(NOW.minus(CoolingRules.PROOF_LASTS)));
        assertThat(decide(OLD)).isEqualTo(new Keeping.UntilProven(new Way.Back(NEW, OLD)));
    }

    @Test
    void a_chain_that_would_become_too_long_ends_before() {
        line(version(OLD, 1), version(NEW, 3));
        bases.put(NEW.sha256(), image(10).sha256());
        for (int i = 10; i < 19; i++) {
            bases.put(image(i).sha256(), image(i + 1).sha256());
        }

        assertThat(decide(OLD)).isEqualTo(AS_IT_IS);
    }

    @Test
    void looks_that_are_further_apart_than_a_proof_lasts_are_refused() {
        assertThatThrownBy(() -> new CoolingRules(MONTH, CoolingRules.PROOF_LASTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Keeping decide(Image image) {
        return rules.decide(new ImageFacts(image, full, wantedAt, lines, new Links(bases), proofs), NOW);
    }

    private void line(Version... versions) {
        lines.add(new Line(List.of(versions)));
    }

    private static Version version(Image image, int day) {
        return new Version(image, at(day), false, true);
    }

    private static Version withdrawn(Image image, int day) {
        return new Version(image, at(day), true, true);
    }

    private static Instant at(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(day));
    }

    private static Image image(int number) {
        return new Image("default", Sha256.ofContent(new byte[] {(byte) number}), 100);
    }

    private static StoredPayload payload(int number) {
        Sha256 digest = Sha256.ofContent(new byte[] {(byte) number, 9});
        return new StoredPayload(digest, 10, new IndexReference(80, digest));
    }
}
