package io.slipway.rollout.campaign.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutState;
import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Releases;
import io.slipway.rollout.wave.WaveTally;
import io.slipway.rollout.wave.Waves;

/** Reads what decisions and answers depend on: the same three statements for one rollout and for a page of them. Joins the transaction that is open. */
@ApplicationScoped
class Situations {

    private final Releases releases;
    private final Waves waves;

    Situations(Releases releases, Waves waves) {
        this.releases = releases;
        this.waves = waves;
    }

    /** For a decision. How many devices a start would select is counted only where a start is possible, because that may look at the whole fleet. */
    Uni<Situation> toDecide(Rollout rollout) {
        return read(List.of(rollout), state -> state instanceof RolloutState.Ready)
                .map(List::getFirst);
    }

    /**
     * For an answer.
     *
     * @param rollouts of one tenant, at least one
     */
    Uni<List<Situation>> toShow(List<Rollout> rollouts) {
        return read(rollouts, state -> state instanceof RolloutState.Draft || state instanceof RolloutState.Ready);
    }

    private Uni<List<Situation>> read(List<Rollout> rollouts, Predicate<RolloutState> counted) {
        Tenant tenant = rollouts.getFirst().key().tenant();
        Set<ReleaseId> wanted =
                rollouts.stream().map(rollout -> rollout.plan().release()).collect(Collectors.toSet());
        return Uni.createFrom()
                .completionStage(() -> releases.find(tenant, wanted))
                .chain(found -> count(tenant, found, rollouts, counted)
                        .chain(selected -> tallies(tenant, rollouts).map(tallies -> rollouts.stream()
                                .map(rollout -> situation(rollout, found, selected, tallies))
                                .toList())));
    }

    private Uni<Map<RolloutId, Integer>> count(
            Tenant tenant, Map<ReleaseId, Release> found, List<Rollout> rollouts, Predicate<RolloutState> counted) {
        List<Waves.Selection> selections = rollouts.stream()
                .filter(rollout -> counted.test(rollout.state()))
                .map(rollout -> new Waves.Selection(
                        rollout.key().id(),
                        release(rollout, found),
                        rollout.plan().filter()))
                .toList();
        return Uni.createFrom().completionStage(() -> waves.countSelected(tenant, selections));
    }

    private Uni<Map<RolloutId, List<WaveTally>>> tallies(Tenant tenant, List<Rollout> rollouts) {
        List<RolloutId> ids =
                rollouts.stream().map(rollout -> rollout.key().id()).toList();
        return Uni.createFrom().completionStage(() -> waves.tallies(tenant, ids));
    }

    private static Situation situation(
            Rollout rollout,
            Map<ReleaseId, Release> found,
            Map<RolloutId, Integer> selected,
            Map<RolloutId, List<WaveTally>> tallies) {
        RolloutId id = rollout.key().id();
        return new Situation(
                rollout, release(rollout, found), selected.getOrDefault(id, 0), tallies.getOrDefault(id, List.of()));
    }

    private static Release release(Rollout rollout, Map<ReleaseId, Release> found) {
        return Objects.requireNonNull(found.get(rollout.plan().release()), "a foreign key holds the release");
    }
}
