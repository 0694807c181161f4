package io.slipway.rollout.wave.postgres;

import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.rollout.Database;
import io.slipway.rollout.FilterJson;
import io.slipway.rollout.deployment.Reason;
import io.slipway.rollout.deployment.RolloutId;
import io.slipway.rollout.deployment.RolloutKey;
import io.slipway.rollout.deployment.Stage;
import io.slipway.rollout.deployment.Trace;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.DeviceType;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.wave.WaveTally;
import io.slipway.rollout.wave.Waves;

/** The tables {@code wave} and {@code assignment}, and whole waves of {@code deployment}. */
@ApplicationScoped
class PostgresWaves implements Waves {

    private final Database database;

    PostgresWaves(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Map<RolloutId, Integer>> countSelected(Tenant tenant, List<Selection> selections) {
        if (selections.isEmpty()) {
            return CompletableFuture.completedFuture(Map.of());
        }
        String wishes = database.write(selections.stream().map(Wish::of).toList());
        return database.transaction(session -> database.rows(
                        session, Count.class, WaveStatements.COUNT, Map.of("tenant", tenant.value(), "wishes", wishes))
                .map(counts -> counts.stream()
                        .collect(Collectors.toMap(count -> new RolloutId(count.rollout()), Count::selected))));
    }

    @Override
    public CompletionStage<Void> assign(RolloutKey rollout, Release release, DeviceFilter filter, List<Integer> sizes) {
        Map<String, Object> waves = new HashMap<>(keys(rollout));
        waves.put("sizes", database.write(sizes));
        Map<String, Object> devices = new HashMap<>(keys(rollout));
        devices.put("types", database.write(typesOf(release)));
        devices.put("filter", database.write(FilterJson.of(filter)));
        return database.transaction(session -> database.execute(session, WaveStatements.ADD_WAVES, waves)
                .chain(() -> database.execute(session, WaveStatements.ASSIGN, devices))
                .replaceWithVoid());
    }

    @Override
    public CompletionStage<Void> start(Start start) {
        Map<String, Object> wave = new HashMap<>(keys(start.rollout()));
        wave.put("wave", start.number());
        wave.put("now", start.now());
        Map<String, Object> skip = new HashMap<>(wave);
        skip.put("instant", start.now().toString());
        skip.put("version", start.release().version().value());
        skip.put("patience", start.patience().toSeconds());
        skip.put("trace", start.trace().map(Trace::id).orElse(""));
        Map<String, Object> schedule = new HashMap<>(skip);
        schedule.put("deadline", start.now().plus(start.patience()));
        schedule.put("component", start.release().components().getFirst().name().value());
        schedule.put("traceparent", start.trace().map(Trace::traceparent).orElse(""));
        schedule.put("release", database.write(CommandJson.Release.of(start.release())));
        schedule.put("components", database.write(CommandJson.components(start.release())));
        return database.transaction(session -> database.execute(session, WaveStatements.MARK_STARTED, wave)
                .chain(() -> database.execute(session, WaveStatements.SCHEDULE, schedule))
                .chain(() -> database.execute(session, WaveStatements.SKIP, skip))
                .replaceWithVoid());
    }

    @Override
    public CompletionStage<Void> cancel(RolloutKey rollout, Reason reason, Instant now) {
        Map<String, Object> running = new HashMap<>(keys(rollout));
        running.put("now", now);
        running.put("instant", now.toString());
        running.put("detail", reason.detail());
        Map<String, Object> waiting = new HashMap<>(running);
        waiting.put("code", reason.code());
        return database.transaction(session -> database.execute(session, WaveStatements.CANCEL_WAITING, waiting)
                .chain(() -> database.execute(session, WaveStatements.ASK_TO_CANCEL, running))
                .replaceWithVoid());
    }

    @Override
    public CompletionStage<Map<RolloutId, List<WaveTally>>> tallies(Tenant tenant, Collection<RolloutId> rollouts) {
        String wanted = database.write(rollouts.stream().map(RolloutId::value).toList());
        return database.transaction(session -> database.rows(
                        session,
                        Tally.class,
                        WaveStatements.TALLY,
                        Map.of("tenant", tenant.value(), "rollouts", wanted))
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> new RolloutId(row.rollout()),
                                Collectors.mapping(Tally::tally, Collectors.toList())))));
    }

    private static List<String> typesOf(Release release) {
        return release.deviceTypes().stream().map(DeviceType::value).toList();
    }

    private static Map<String, Object> keys(RolloutKey rollout) {
        return Map.of(
                "tenant", rollout.tenant().value(), "rollout", rollout.id().value());
    }

    private record Wish(UUID rollout, List<String> types, FilterJson filter) {

        static Wish of(Selection selection) {
            return new Wish(
                    selection.rollout().value(), typesOf(selection.release()), FilterJson.of(selection.filter()));
        }
    }

    private record Count(UUID rollout, int selected) {}

    private record Tally(UUID rollout, int number, int devices, Map<String, Integer> counts, int skipped) {

        WaveTally tally() {
            Map<Stage, Integer> byStage = new EnumMap<>(Stage.class);
            counts.forEach((word, n) -> byStage.put(Stage.of(word).orElseThrow(), n));
            return new WaveTally(number, devices, byStage, skipped);
        }
    }
}
