package io.slipway.rollout.campaign.postgres;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

import io.slipway.events.Outbox;
import io.slipway.rollout.Database;
import io.slipway.rollout.campaign.Campaigns;
import io.slipway.rollout.campaign.Rollout;
import io.slipway.rollout.campaign.RolloutState;
import io.slipway.rollout.campaign.Situation;
import io.slipway.rollout.campaign.Transition;
import io.slipway.rollout.campaign.Transition.Consequence;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Trace;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.wave.Waves;

/** The table {@code rollout}, and the one place where a rollout's change is committed with all that follows from it. */
@ApplicationScoped
class PostgresCampaigns implements Campaigns {

    private static final Logger LOG = Logger.getLogger(PostgresCampaigns.class);

    private static final String ADD =
            "insert into rollout select * from jsonb_populate_record(cast(null as rollout), cast(cast(:row as text) as jsonb))";

    private static final String SAVE = """
            update rollout r set
                state = n.state, reason_code = n.reason_code, reason_detail = n.reason_detail, wave = n.wave,
                wave_count = n.wave_count, borne_failures = n.borne_failures, waived_wave = n.waived_wave,
                traceparent = n.traceparent, started_at = n.started_at, changed_at = n.changed_at
            from jsonb_populate_record(cast(null as rollout), cast(cast(:row as text) as jsonb)) as n
            where r.tenant = n.tenant and r.rollout_id = n.rollout_id""";

    private final Database database;
    private final Outbox outbox;
    private final Situations situations;
    private final Waves waves;
    private final Clock clock;

    PostgresCampaigns(Database database, Outbox outbox, Situations situations, Waves waves, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.situations = situations;
        this.waves = waves;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Void> add(Rollout rollout) {
        return database.transaction(
                session -> database.execute(session, ADD, row(rollout)).chain(() -> announce(session, rollout)));
    }

    @Override
    public CompletionStage<Optional<Changed>> change(
            RolloutKey key, Optional<Trace> trace, Function<Situation, Transition> decision) {
        return database.<Optional<Changed>>transaction(session -> find(session, key, " for update")
                        .chain(found -> found.isEmpty()
                                ? Uni.createFrom().item(Optional.empty())
                                : situations
                                        .toDecide(found.get())
                                        .chain(now -> commit(session, now, trace, decision.apply(now)))
                                        .map(Optional::of)))
                .thenApply(PostgresCampaigns::logged);
    }

    @Override
    public CompletionStage<Optional<Situation>> find(RolloutKey key) {
        return database.transaction(session -> find(session, key, "")
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : situations
                                .toShow(List.of(found.get()))
                                .map(List::getFirst)
                                .map(Optional::of)));
    }

    @Override
    public CompletionStage<List<Situation>> list(Tenant tenant, Optional<RolloutId> after, int limit) {
        Map<String, Object> parameters = new HashMap<>(Map.of("tenant", tenant.value(), "limit", limit));
        after.ifPresent(id -> parameters.put("after", id.value()));
        String behind = after.isEmpty()
                ? ""
                : " and (created_at, rollout_id) < (select created_at, rollout_id from rollout where tenant = :tenant and rollout_id = :after)";
        return database.transaction(session -> database.rows(
                        session,
                        RolloutRow.class,
                        "select * from rollout where tenant = :tenant" + behind
                                + " order by created_at desc, rollout_id desc limit :limit",
                        parameters)
                .chain(rows -> rows.isEmpty()
                        ? Uni.createFrom().item(List.of())
                        : situations.toShow(
                                rows.stream().map(RolloutRow::rollout).toList())));
    }

    @Override
    public CompletionStage<List<RolloutKey>> movable(Optional<RolloutKey> after, int limit) {
        return database.transaction(session -> database.rows(
                        session,
                        KeyRow.class,
                        """
                                select tenant, rollout_id from rollout
                                where state in ('draft', 'running') and (tenant, rollout_id) > (cast(:tenant as text), cast(:id as uuid))
                                order by tenant, rollout_id limit :limit""",
                        Map.of(
                                "tenant", after.map(key -> key.tenant().value()).orElse(""),
                                "id", after.map(key -> key.id().value()).orElse(new UUID(0, 0)),
                                "limit", limit))
                .map(rows -> rows.stream().map(KeyRow::key).toList()));
    }

    private Uni<Optional<Rollout>> find(Mutiny.Session session, RolloutKey key, String lock) {
        return database.row(
                        session,
                        RolloutRow.class,
                        "select * from rollout where tenant = :tenant and rollout_id = :id" + lock,
                        Map.of("tenant", key.tenant().value(), "id", key.id().value()))
                .map(row -> row.map(RolloutRow::rollout));
    }

    private Uni<Changed> commit(
            Mutiny.Session session, Situation before, Optional<Trace> trace, Transition transition) {
        return switch (transition) {
            case Transition.Moved(RolloutState next, List<Consequence> consequences) -> {
                Rollout after = moved(before.rollout(), next, trace);
                Uni<Void> work = database.execute(session, SAVE, row(after)).replaceWithVoid();
                for (Consequence consequence : consequences) {
                    work = work.chain(() -> carryOut(consequence, after, before.release()));
                }
                yield work.chain(() -> announce(session, after)).replaceWith(new Changed(after, transition));
            }
            case Transition.Ignored ignored -> Uni.createFrom().item(new Changed(before.rollout(), transition));
            case Transition.Refused refused -> Uni.createFrom().item(new Changed(before.rollout(), transition));
        };
    }

    /** After the commit: a log that tells of what was rolled back would mislead. */
    private static Optional<Changed> logged(Optional<Changed> changed) {
        if (changed.isPresent() && changed.get().transition() instanceof Transition.Moved) {
            Rollout rollout = changed.get().rollout();
            LOG.infof(
                    "Rollout changed its state tenant=%s rolloutId=%s state=%s",
                    rollout.key().tenant(), rollout.key().id(), rollout.state().word());
        }
        return changed;
    }

    private Rollout moved(Rollout rollout, RolloutState next, Optional<Trace> trace) {
        Instant now = clock.instant();
        boolean starts = rollout.startedAt().isEmpty() && next instanceof RolloutState.Running;
        return new Rollout(
                rollout.key(),
                rollout.plan(),
                next,
                starts ? trace : rollout.trace(),
                rollout.createdAt(),
                starts ? Optional.of(now) : rollout.startedAt(),
                now);
    }

    private Uni<Void> carryOut(Consequence consequence, Rollout rollout, Release release) {
        return Uni.createFrom().completionStage(() -> switch (consequence) {
            case Consequence.Assign(List<Integer> sizes) ->
                waves.assign(rollout.key(), release, rollout.plan().filter(), sizes);
            case Consequence.StartWave(int number) ->
                waves.start(new Waves.Start(
                        rollout.key(),
                        number,
                        release,
                        rollout.plan().patience(),
                        rollout.trace(),
                        rollout.changedAt()));
            case Consequence.CancelDeployments(var reason) -> waves.cancel(rollout.key(), reason, rollout.changedAt());
        });
    }

    private Uni<Void> announce(Mutiny.Session session, Rollout rollout) {
        return outbox.append(session, RolloutStateChanged.of(rollout).event(rollout, database));
    }

    private Map<String, Object> row(Rollout rollout) {
        return Map.of("row", database.write(RolloutRow.of(rollout)));
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record KeyRow(String tenant, UUID rolloutId) {

        RolloutKey key() {
            return new RolloutKey(new Tenant(tenant), new RolloutId(rolloutId));
        }
    }
}
