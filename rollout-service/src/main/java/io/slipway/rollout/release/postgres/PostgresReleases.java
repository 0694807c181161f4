package io.slipway.rollout.release.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.rollout.Database;
import io.slipway.rollout.fleet.Tenant;
import io.slipway.rollout.release.Release;
import io.slipway.rollout.release.ReleaseId;
import io.slipway.rollout.release.Releases;
import io.slipway.rollout.release.SignedPayload;

/** The tables {@code release} and {@code signed_payload}. */
@ApplicationScoped
class PostgresReleases implements Releases {

    private static final String SELECT = """
            select r.tenant, r.release_id, r.name, r.version, r.device_types, r.published_at, r.withdrawn_at, r.withdrawal_reason,
                (select jsonb_agg(c.component || jsonb_build_object('payload', p.name) order by c.position)
                    from jsonb_array_elements(r.components) with ordinality as c (component, position)
                    left join signed_payload p on p.tenant = r.tenant and p.image_sha256 = c.component ->> 'sha256') as components
            from release r where r.tenant = :tenant""";

    private final Database database;

    PostgresReleases(Database database) {
        this.database = database;
    }

    @Override
    public CompletionStage<Void> publish(Release release) {
        return database.transaction(
                session -> database.execute(session, """
                                insert into release select * from jsonb_populate_record(cast(null as release), cast(cast(:row as text) as jsonb))
                                on conflict do nothing""", Map.of("row", database.write(ReleaseRow.of(release))))
                        .replaceWithVoid());
    }

    @Override
    public CompletionStage<Void> withdraw(Tenant tenant, ReleaseId id, Release.Withdrawal withdrawal) {
        return database.transaction(session -> database.execute(
                        session,
                        """
                                update release set withdrawn_at = :at, withdrawal_reason = :reason
                                where tenant = :tenant and release_id = :id and withdrawn_at is null""",
                        Map.of(
                                "tenant", tenant.value(),
                                "id", id.value(),
                                "at", withdrawal.at(),
                                "reason", withdrawal.reason()))
                .replaceWithVoid());
    }

    @Override
    public CompletionStage<Void> keep(SignedPayload payload) {
        return database.transaction(session -> database.execute(
                        session,
                        """
                                insert into signed_payload (tenant, image_sha256, name, signed_at) values (:tenant, :image, :name, :at)
                                on conflict do nothing""",
                        Map.of(
                                "tenant", payload.tenant().value(),
                                "image", payload.image().hex(),
                                "name", payload.name(),
                                "at", payload.signedAt()))
                .replaceWithVoid());
    }

    @Override
    public CompletionStage<Optional<Release>> find(Tenant tenant, ReleaseId id) {
        return find(tenant, List.of(id)).thenApply(found -> Optional.ofNullable(found.get(id)));
    }

    @Override
    public CompletionStage<Map<ReleaseId, Release>> find(Tenant tenant, Collection<ReleaseId> ids) {
        String wanted = database.write(ids.stream().map(ReleaseId::value).toList());
        return database.transaction(session -> database.rows(
                        session,
                        ReleaseRow.class,
                        SELECT
                                + " and r.release_id in (select cast(jsonb_array_elements_text(cast(cast(:ids as text) as jsonb)) as uuid))",
                        Map.of("tenant", tenant.value(), "ids", wanted))
                .map(rows -> rows.stream()
                        .map(ReleaseRow::release)
                        .collect(Collectors.toMap(Release::id, release -> release))));
    }

    @Override
    public CompletionStage<List<Release>> list(Tenant tenant, int limit) {
        return database.transaction(session -> database.rows(
                        session,
                        ReleaseRow.class,
                        SELECT + " order by r.published_at desc, r.release_id limit :limit",
                        Map.of("tenant", tenant.value(), "limit", limit))
                .map(rows -> rows.stream().map(ReleaseRow::release).toList()));
    }
}
