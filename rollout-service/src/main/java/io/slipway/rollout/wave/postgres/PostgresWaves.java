package io.slipway.rollout.wave.postgres;

import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.rollout.Database;
import io.slipway.rollout.FilterJson;
import io.slipway.rollout.deployment.Reason;
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
    public CompletionStage<Integer> countSelected(Tenant tenant, Release release, DeviceFilter filter) {
        Map<String, Object> parameters = new HashMap<>(selection(release, filter));
        parameters.put("tenant", tenant.value());
        return database.transaction(session -> database.row(session, Count.class, WaveStatements.COUNT, parameters)
                .map(count -> count.map(Count::selected).orElse(0)));
    }

    @Override
    public CompletionStage<Void> assign(RolloutKey rollout, Release release, DeviceFilter filter, List<Integer> sizes) {
        Map<String, Object> waves = new HashMap<>(keys(rollout));
        waves.put("sizes", database.write(sizes));
        Map<String, Object> devices = new HashMap<>(keys(rollout));
        devices.putAll(selection(release, filter));
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
    public CompletionStage<List<WaveTally>> tallies(RolloutKey rollout) {
        return database.transaction(session -> database.rows(session, Tally.class, WaveStatements.TALLY, keys(rollout))
                .map(rows -> rows.stream().map(Tally::tally).toList()));
    }

    private Map<String, Object> selection(Release release, DeviceFilter filter) {
        return Map.of(
                "types",
                database.write(
                        release.deviceTypes().stream().map(DeviceType::value).toList()),
                "filter",
                database.write(FilterJson.of(filter)));
    }

    private static Map<String, Object> keys(RolloutKey rollout) {
        return Map.of(
                "tenant", rollout.tenant().value(), "rollout", rollout.id().value());
    }

    private record Count(int selected) {}

    private record Tally(int number, int devices, Map<String, Integer> counts, int skipped) {

        WaveTally tally() {
            Map<Stage, Integer> byStage = new EnumMap<>(Stage.class);
            counts.forEach((word, n) -> byStage.put(Stage.of(word).orElseThrow(), n));
            return new WaveTally(number, devices, byStage, skipped);
        }
    }
}
