package io.slipway.delta.fleet.postgres;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.fleet.DeviceKey;
import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.delta.fleet.Fleet;
import io.slipway.delta.fleet.RunningImage;
import io.slipway.events.Inbox;
import io.slipway.payload.index.Sha256;

/** {@link Fleet} in the tables {@code device} and {@code installation}. */
@ApplicationScoped
class PostgresFleet implements Fleet {

    private static final String CONSUMER = "fleet";

    /** Also locks the device's row, so that reports of one device come one after the other. */
    private static final String ADVANCE = """
            insert into device (tenant, device_id, sequence) values (:tenant, :device, :sequence)
            on conflict (tenant, device_id) do update set sequence = excluded.sequence where device.sequence < excluded.sequence
            """;

    private static final String INSTALL = """
            with reported as (
                select c.key as component, c.value as image_sha256 from jsonb_each_text(cast(cast(:installed as text) as jsonb)) as c),
            gone as (
                delete from installation i where i.tenant = :tenant and i.device_id = :device
                    and not exists (select 1 from reported r where r.component = i.component))
            insert into installation (tenant, device_id, component, device_type, image_sha256)
            select cast(:tenant as text), cast(:device as text), component, cast(:type as text), image_sha256 from reported
            on conflict (tenant, device_id, component) do update
                set device_type = excluded.device_type, image_sha256 = excluded.image_sha256
                where (installation.device_type, installation.image_sha256) is distinct from (excluded.device_type, excluded.image_sha256)
            """;

    private static final String COUNT_ANEW =
            "update device set sequence = 0 where tenant = :tenant and device_id = :device";

    private static final String FORGET = "delete from device where tenant = :tenant and device_id = :device";

    private static final String RUNNING = """
            select image_sha256, count(*) as devices from installation
            where tenant = :tenant and component = :component
                and (cast(:types as text) = '[]' or cast(cast(:types as text) as jsonb) @> to_jsonb(device_type))
            group by image_sha256 order by count(*) desc, image_sha256
            """;

    private final Mutiny.SessionFactory sessions;
    private final Inbox inbox;
    private final ObjectMapper json;

    PostgresFleet(Mutiny.SessionFactory sessions, Inbox inbox, ObjectMapper json) {
        this.sessions = sessions;
        this.inbox = inbox;
        this.json = json;
    }

    @Override
    public CompletionStage<Void> record(UUID event, DeviceStatus status) {
        return once(event, session -> execute(session, ADVANCE, status.device(), Map.of("sequence", status.sequence()))
                .chain(advanced -> advanced == 0
                        ? Uni.createFrom().voidItem()
                        : execute(
                                        session,
                                        INSTALL,
                                        status.device(),
                                        Map.of("type", status.deviceType(), "installed", installed(status)))
                                .replaceWithVoid()));
    }

    @Override
    public CompletionStage<Void> enrolled(UUID event, DeviceKey device) {
        return once(
                event, session -> execute(session, COUNT_ANEW, device, Map.of()).replaceWithVoid());
    }

    @Override
    public CompletionStage<Void> forget(UUID event, DeviceKey device) {
        return once(event, session -> execute(session, FORGET, device, Map.of()).replaceWithVoid());
    }

    @Override
    public CompletionStage<List<RunningImage>> running(
            String tenant, String component, Set<String> deviceTypes, int most) {
        return sessions.withSession(session -> session.createNativeQuery(RUNNING, Tuple.class)
                        .setParameter("tenant", tenant)
                        .setParameter("component", component)
                        .setParameter("types", write(deviceTypes))
                        .setMaxResults(most)
                        .getResultList())
                .map(rows -> rows.stream().map(PostgresFleet::image).toList())
                .subscribeAsCompletionStage();
    }

    private static RunningImage image(Tuple row) {
        return new RunningImage(
                new Sha256(row.get("image_sha256", String.class)),
                row.get("devices", Number.class).longValue());
    }

    private CompletionStage<Void> once(UUID event, Function<Mutiny.Session, Uni<Void>> effect) {
        return sessions.withTransaction(session -> inbox.once(session, CONSUMER, event, () -> effect.apply(session)))
                .replaceWithVoid()
                .subscribeAsCompletionStage();
    }

    private static Uni<Integer> execute(
            Mutiny.Session session, String sql, DeviceKey device, Map<String, Object> parameters) {
        Mutiny.MutationQuery query = session.createNativeQuery(sql)
                .setParameter("tenant", device.tenant())
                .setParameter("device", device.deviceId());
        parameters.forEach(query::setParameter);
        return query.executeUpdate();
    }

    private String installed(DeviceStatus status) {
        return write(status.installed().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().hex())));
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts are always written", e);
        }
    }
}
