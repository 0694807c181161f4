package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.fleet.DeviceStatus;
import io.slipway.delta.generation.DeltaTarget;
import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PublishedRelease;
import io.slipway.payload.index.Sha256;

/** The table {@code release_component}. All methods take part in the transaction of the session, if there is one. */
@ApplicationScoped
class ComponentTable {

    private static final String ADD = """
            insert into release_component
                (tenant, release_id, component, release_name, device_types, image_sha256, image_length, published_at)
            select cast(:tenant as text), cast(:release as uuid), p.component, cast(:name as text), cast(cast(:types as text) as jsonb),
                p.sha256, p.length, cast(:publishedAt as timestamptz)
            from jsonb_to_recordset(cast(cast(:parts as text) as jsonb)) as p (component text, sha256 text, length bigint)
            on conflict do nothing
            """;

    private static final String WITHDRAW = """
            update release_component set withdrawn_at = :now
            where tenant = :tenant and release_id = :release and withdrawn_at is null
            """;

    private static final String LOCK = """
            select image_sha256, image_length from release_component
            where tenant = :tenant and release_id = :release and component = :component and withdrawn_at is null
            for update
            """;

    private static final String KNOWN = """
            select r.sha256 as image_sha256, (select min(c.image_length) from release_component c
                where c.tenant = :tenant and c.image_sha256 = r.sha256) as image_length
            from jsonb_array_elements_text(cast(cast(:ranked as text) as jsonb)) with ordinality as r (sha256, position)
            where exists (select 1 from release_component c where c.tenant = :tenant and c.image_sha256 = r.sha256)
            order by r.position
            """;

    /** For each component of the device: the newest release of each name that fits its type, if a delta to it is lacking and has room. */
    private static final String LACKING = """
            select n.release_id, n.component, cast(n.device_types as text) as device_types
            from jsonb_each_text(cast(cast(:installed as text) as jsonb)) as i (component, sha256)
            cross join lateral (
                select distinct on (r.release_name) r.release_id, r.component, r.image_sha256, r.device_types
                from release_component r
                where r.tenant = :tenant and r.component = i.component and r.withdrawn_at is null
                    and (r.device_types = '[]' or r.device_types @> to_jsonb(cast(:type as text)))
                order by r.release_name, r.published_at desc, r.release_id) as n
            where n.image_sha256 <> i.sha256
                and exists (select 1 from release_component k where k.tenant = :tenant and k.image_sha256 = i.sha256)
                and not exists (select 1 from update_path p where p.tenant = :tenant and p.release_id = n.release_id
                    and p.component = n.component and p.source_sha256 = i.sha256)
                and :most > (select count(*) from update_path p where p.tenant = :tenant and p.release_id = n.release_id
                    and p.component = n.component and p.source_sha256 is not null)
            """;

    private static final String LATEST_BESIDE = """
            select distinct on (r.component, r.release_name) r.release_id, r.component, cast(r.device_types as text) as device_types
            from release_component r
            where r.tenant = :tenant and r.withdrawn_at is null
                and r.component in (select jsonb_array_elements_text(cast(cast(:components as text) as jsonb)))
            order by r.component, r.release_name, r.published_at desc, r.release_id
            """;

    private final ObjectMapper json;

    ComponentTable(ObjectMapper json) {
        this.json = json;
    }

    private record PartJson(String component, String sha256, long length) {}

    /** Adds a release; one that is known already stays as it is. */
    Uni<Void> add(Mutiny.Session session, PublishedRelease release) {
        List<PartJson> parts = release.parts().stream()
                .map(part -> new PartJson(
                        part.component(),
                        part.image().sha256().hex(),
                        part.image().length()))
                .toList();
        return session.createNativeQuery(ADD)
                .setParameter("tenant", release.tenant())
                .setParameter("release", release.id())
                .setParameter("name", release.name())
                .setParameter("types", write(release.deviceTypes()))
                .setParameter("parts", write(parts))
                .setParameter("publishedAt", release.publishedAt())
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> withdraw(Mutiny.Session session, String tenant, UUID releaseId, Instant now) {
        return session.createNativeQuery(WITHDRAW)
                .setParameter("tenant", tenant)
                .setParameter("release", releaseId)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Locks a component, so that its deltas are counted by one at a time; empty if the release is unknown or withdrawn. */
    Uni<Optional<Image>> lock(Mutiny.Session session, DeltaTarget target) {
        return session.createNativeQuery(LOCK, Tuple.class)
                .setParameter("tenant", target.tenant())
                .setParameter("release", target.releaseId())
                .setParameter("component", target.component())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(found -> image(target.tenant(), found)));
    }

    /** Those of the images that a release has brought, in their order. */
    Uni<List<Image>> known(Mutiny.Session session, String tenant, List<Sha256> ranked) {
        return session.createNativeQuery(KNOWN, Tuple.class)
                .setParameter("tenant", tenant)
                .setParameter("ranked", write(ranked.stream().map(Sha256::hex).toList()))
                .getResultList()
                .map(rows -> rows.stream().map(row -> image(tenant, row)).toList());
    }

    Uni<List<DeltaTarget>> latestBeside(Mutiny.Session session, PublishedRelease release) {
        List<String> components =
                release.parts().stream().map(PublishedRelease.Part::component).toList();
        return session.createNativeQuery(LATEST_BESIDE, Tuple.class)
                .setParameter("tenant", release.tenant())
                .setParameter("components", write(components))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> target(release.tenant(), row))
                        .filter(target -> !target.releaseId().equals(release.id()))
                        .toList());
    }

    Uni<List<DeltaTarget>> lackingDeltas(Mutiny.Session session, DeviceStatus status, int most) {
        Map<String, String> installed = status.installed().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().hex()));
        String tenant = status.device().tenant();
        return session.createNativeQuery(LACKING, Tuple.class)
                .setParameter("tenant", tenant)
                .setParameter("installed", write(installed))
                .setParameter("type", status.deviceType())
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(row -> target(tenant, row)).toList());
    }

    private DeltaTarget target(String tenant, Tuple row) {
        return new DeltaTarget(
                tenant,
                row.get("release_id", UUID.class),
                row.get("component", String.class),
                types(row.get("device_types", String.class)));
    }

    private static Image image(String tenant, Tuple row) {
        return new Image(
                tenant,
                new Sha256(row.get("image_sha256", String.class)),
                row.get("image_length", Number.class).longValue());
    }

    private Set<String> types(String text) {
        try {
            return json.readValue(text, new TypeReference<Set<String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the column holds what this class has written", e);
        }
    }

    private String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts and numbers are always written", e);
        }
    }
}
