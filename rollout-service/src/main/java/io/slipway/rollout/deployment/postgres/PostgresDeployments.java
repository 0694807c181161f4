package io.slipway.rollout.deployment.postgres;

import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.events.Event;
import io.slipway.events.Outbox;
import io.slipway.rollout.Database;
import io.slipway.rollout.Topics;
import io.slipway.rollout.deployment.Deployment;
import io.slipway.rollout.deployment.DeploymentId;
import io.slipway.rollout.deployment.Deployments;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Tenant;

/** The table {@code deployment}. */
@ApplicationScoped
class PostgresDeployments implements Deployments {

    private static final String SAVE = """
            update deployment d set
                stage = r.stage, presumed = r.presumed, reason_code = r.reason_code, reason_detail = r.reason_detail,
                sequence = r.sequence, bytes_done = r.bytes_done, bytes_total = r.bytes_total,
                bytes_downloaded = r.bytes_downloaded, cancelling = r.cancelling, timeline = r.timeline,
                deadline = r.deadline, changed_at = :now
            from jsonb_populate_record(cast(null as deployment), cast(cast(:row as text) as jsonb)) as r
            where d.deployment_id = r.deployment_id and d.tenant = r.tenant""";

    private final Database database;
    private final Outbox outbox;
    private final Clock clock;

    PostgresDeployments(Database database, Outbox outbox, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Optional<Deployment.Fold>> change(
            Tenant tenant, DeploymentId id, Function<Deployment, Deployment.Fold> decision) {
        return database.transaction(session -> find(session, tenant, id, " for update")
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(Optional.empty())
                        : apply(session, decision.apply(found.get())).map(Optional::of)));
    }

    @Override
    public CompletionStage<Set<RolloutKey>> endSilent(Instant now, int limit) {
        return database.transaction(session -> database.rows(
                        session, SilentEnd.Row.class, SilentEnd.SELECT, Map.of("now", now, "limit", limit))
                .chain(overdue -> overdue.isEmpty()
                        ? Uni.createFrom().item(Set.of())
                        : database.execute(
                                        session,
                                        SilentEnd.END,
                                        Map.of("now", now, "ends", database.write(overdue), "instant", now.toString()))
                                .replaceWith(() -> rollouts(overdue))));
    }

    @Override
    public CompletionStage<Optional<Deployment>> find(Tenant tenant, DeploymentId id) {
        return database.transaction(session -> find(session, tenant, id, ""));
    }

    @Override
    public CompletionStage<Optional<List<Deployment>>> list(
            RolloutKey rollout, Set<Stage> stages, Optional<DeviceId> after, int limit) {
        return database.transaction(session -> page(session, rollout, stages, after, limit)
                .chain(found -> found.isEmpty()
                        ? exists(session, rollout).map(known -> known ? Optional.of(found) : Optional.empty())
                        : Uni.createFrom().item(Optional.of(found))));
    }

    private Uni<List<Deployment>> page(
            Mutiny.Session session, RolloutKey rollout, Set<Stage> stages, Optional<DeviceId> after, int limit) {
        return select(
                session,
                """
                where tenant = :tenant and rollout_id = :rollout and device_id > :after
                    and (jsonb_array_length(cast(cast(:stages as text) as jsonb)) = 0
                        or stage in (select jsonb_array_elements_text(cast(cast(:stages as text) as jsonb))))
                order by device_id limit :limit""",
                Map.of(
                        "tenant", rollout.tenant().value(),
                        "rollout", rollout.id().value(),
                        "after", after.map(DeviceId::value).orElse(""),
                        "stages",
                                database.write(stages.stream().map(Stage::word).toList()),
                        "limit", limit));
    }

    @Override
    public CompletionStage<List<Deployment>> foremost(RolloutKey rollout, int limit) {
        return database.transaction(session -> select(
                session,
                """
                where tenant = :tenant and rollout_id = :rollout
                order by case
                        when stage in ('failed', 'rolled-back') then 1
                        when stage in ('accepted', 'downloading', 'installing', 'rebooting', 'verifying') then 2
                        when stage = 'rejected' then 3
                        when active then 4
                        else 5 end, wave, device_id
                limit :limit""",
                Map.of(
                        "tenant", rollout.tenant().value(),
                        "rollout", rollout.id().value(),
                        "limit", limit)));
    }

    @Override
    public CompletionStage<List<Deployment>> of(DeviceKey device, int limit) {
        return database.transaction(session -> select(
                session,
                "where tenant = :tenant and device_id = :device order by changed_at desc limit :limit",
                Map.of("tenant", device.tenant().value(), "device", device.id().value(), "limit", limit)));
    }

    private Uni<List<Deployment>> select(Mutiny.Session session, String condition, Map<String, Object> parameters) {
        return database.rows(session, DeploymentRow.class, "select * from deployment " + condition, parameters)
                .map(rows -> rows.stream().map(DeploymentRow::deployment).toList());
    }

    private Uni<Boolean> exists(Mutiny.Session session, RolloutKey rollout) {
        return database.rows(
                        session,
                        Map.class,
                        "select 1 from rollout where tenant = :tenant and rollout_id = :rollout",
                        Map.of(
                                "tenant",
                                rollout.tenant().value(),
                                "rollout",
                                rollout.id().value()))
                .map(rows -> !rows.isEmpty());
    }

    private Uni<Optional<Deployment>> find(Mutiny.Session session, Tenant tenant, DeploymentId id, String lock) {
        return database.row(
                        session,
                        DeploymentRow.class,
                        "select * from deployment where tenant = :tenant and deployment_id = :id" + lock,
                        Map.of("tenant", tenant.value(), "id", id.value()))
                .map(row -> row.map(DeploymentRow::deployment));
    }

    private Uni<Deployment.Fold> apply(Mutiny.Session session, Deployment.Fold fold) {
        return switch (fold) {
            case Deployment.Fold.Changed(Deployment next, boolean ended) ->
                save(session, next)
                        .chain(() -> ended
                                ? clear(session, next.device())
                                : Uni.createFrom().voidItem())
                        .replaceWith(fold);
            case Deployment.Fold.Ignored ignored -> Uni.createFrom().item(fold);
            case Deployment.Fold.Refused refused -> Uni.createFrom().item(fold);
        };
    }

    private Uni<Integer> save(Mutiny.Session session, Deployment deployment) {
        String row = database.write(DeploymentRow.of(deployment));
        return database.execute(session, SAVE, Map.of("row", row, "now", clock.instant()));
    }

    private Uni<Void> clear(Mutiny.Session session, DeviceKey device) {
        return outbox.append(session, Event.tombstone(Topics.COMMANDS, device.toString(), clock.instant()));
    }

    private static Set<RolloutKey> rollouts(List<SilentEnd.Row> ends) {
        Set<RolloutKey> keys = new HashSet<>();
        for (SilentEnd.Row end : ends) {
            keys.add(new RolloutKey(new Tenant(end.tenant()), new RolloutId(end.rolloutId())));
        }
        return keys;
    }
}
