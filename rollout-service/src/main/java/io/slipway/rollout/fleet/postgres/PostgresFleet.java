package io.slipway.rollout.fleet.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.rollout.Database;
import io.slipway.rollout.FilterJson;
import io.slipway.rollout.fleet.Device;
import io.slipway.rollout.fleet.DeviceFact;
import io.slipway.rollout.fleet.DeviceFilter;
import io.slipway.rollout.fleet.DeviceId;
import io.slipway.rollout.fleet.DeviceKey;
import io.slipway.rollout.fleet.Fleet;
import io.slipway.rollout.fleet.Tenant;

/** The table {@code device}. */
@ApplicationScoped
class PostgresFleet implements Fleet {

    private static final String SAVE = """
            insert into device select * from jsonb_populate_record(cast(null as device), cast(cast(:row as text) as jsonb))
            on conflict (tenant, device_id) do update set
                device_type = excluded.device_type, enrolled_at = excluded.enrolled_at, revoked_at = excluded.revoked_at,
                revocation_reason = excluded.revocation_reason, last_seen_at = excluded.last_seen_at,
                status_sequence = excluded.status_sequence, client_version = excluded.client_version,
                booted_slot = excluded.booted_slot, installed = excluded.installed, attributes = excluded.attributes""";

    /** Two first facts about one device may come at the same time, when there is no row to lock yet. */
    private static final String LOCK_KEY =
            "select pg_advisory_xact_lock(hashtextextended(cast(:key as text), 0)) is null as locked";

    private final Database database;

    PostgresFleet(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Void> record(DeviceFact fact) {
        return database.transaction(session -> lock(session, fact.device())
                .chain(() -> find(session, fact.device()))
                .map(known -> known.map(device -> device.learn(fact))
                        .or(() -> Device.firstSeenIn(fact).map(Device.Change.Updated::new)))
                .chain(change -> change.map(c -> apply(session, c))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    @Override
    public CompletionStage<Void> seen(DeviceKey device, Instant at) {
        return database.transaction(session ->
                database.execute(session, """
                                update device set last_seen_at = :at
                                where tenant = :tenant and device_id = :device and (last_seen_at is null or last_seen_at < :at)""", with(device, "at", at)).replaceWithVoid());
    }

    @Override
    public CompletionStage<Optional<Device>> find(DeviceKey device) {
        return database.transaction(session -> find(session, device));
    }

    @Override
    public CompletionStage<List<Device>> list(Tenant tenant, DeviceFilter filter, Optional<DeviceId> after, int limit) {
        return database.transaction(session -> database.rows(
                        session,
                        DeviceRow.class,
                        """
                                select * from device
                                where tenant = :tenant and device_id > :after and device_fits(device, cast(cast(:filter as text) as jsonb))
                                order by device_id limit :limit""",
                        Map.of(
                                "tenant", tenant.value(),
                                "after", after.map(DeviceId::value).orElse(""),
                                "filter", database.write(FilterJson.of(filter)),
                                "limit", limit))
                .map(rows -> rows.stream().map(DeviceRow::device).toList()));
    }

    private Uni<Void> lock(Mutiny.Session session, DeviceKey device) {
        return database.rows(session, Map.class, LOCK_KEY, Map.of("key", device.toString()))
                .replaceWithVoid();
    }

    private Uni<Optional<Device>> find(Mutiny.Session session, DeviceKey device) {
        return database.row(
                        session,
                        DeviceRow.class,
                        "select * from device where tenant = :tenant and device_id = :device",
                        Map.of(
                                "tenant",
                                device.tenant().value(),
                                "device",
                                device.id().value()))
                .map(found -> found.map(DeviceRow::device));
    }

    private Uni<Void> apply(Mutiny.Session session, Device.Change change) {
        return switch (change) {
            case Device.Change.Updated(Device device) ->
                database.execute(session, SAVE, Map.of("row", database.write(DeviceRow.of(device))))
                        .replaceWithVoid();
            case Device.Change.Ignored ignored -> Uni.createFrom().voidItem();
        };
    }

    private static Map<String, Object> with(DeviceKey device, String name, Object value) {
        return Map.of("tenant", device.tenant().value(), "device", device.id().value(), name, value);
    }
}
