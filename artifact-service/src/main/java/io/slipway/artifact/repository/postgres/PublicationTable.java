package io.slipway.artifact.repository.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.release.Release;
import io.slipway.artifact.release.postgres.ReleaseTable;
import io.slipway.artifact.repository.Repositories.Unpublished;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.events.Outbox;
import io.slipway.metadata.role.RoleName;

/** What is committed but not published, and what its publication changes, for use within a transaction of the caller's. */
@ApplicationScoped
public class PublicationTable {

    private final ReleaseTable releases;
    private final Outbox outbox;

    PublicationTable(ReleaseTable releases, Outbox outbox) {
        this.releases = releases;
        this.outbox = outbox;
    }

    /** One statement, so that files and change are of one moment: the timestamp of every change is among them, last. */
    Uni<Unpublished> unpublished(Mutiny.Session session, Tenant tenant) {
        return session.createSelectionQuery("""
                        from MetadataFileRow where key.tenant = :tenant and not published
                        order by case when role = :timestamp then 1 else 0 end, change, key.name""", MetadataFileRow.class)
                .setParameter("tenant", tenant.name())
                .setParameter("timestamp", RoleName.TIMESTAMP.value())
                .getResultList()
                .map(rows -> new Unpublished(
                        rows.stream().mapToLong(row -> row.change).max().orElse(0),
                        rows.stream().map(MetadataFileRow::file).toList()));
    }

    Uni<Void> published(Mutiny.Session session, Tenant tenant, long change, Instant now) {
        return session.createNativeQuery(
                        "update metadata_file set published = true where tenant = :tenant and change <= :change and not published")
                .setParameter("tenant", tenant.name())
                .setParameter("change", change)
                .executeUpdate()
                .chain(() -> publishReleases(session, tenant, change, now))
                .chain(() -> publishPayloads(session, tenant, change, now));
    }

    private Uni<Void> publishReleases(Mutiny.Session session, Tenant tenant, long change, Instant now) {
        return session.createNativeQuery(
                        "select id from release where tenant = :tenant and state = 'signed' and signed_change <= :change",
                        UUID.class)
                .setParameter("tenant", tenant.name())
                .setParameter("change", change)
                .getResultList()
                .chain(ids -> Multi.createFrom()
                        .iterable(ids)
                        .onItem()
                        .transformToUniAndConcatenate(
                                id -> releases.change(session, tenant, id, release -> publish(release, now)))
                        .collect()
                        .asList()
                        .replaceWithVoid());
    }

    private static Release.Transition publish(Release release, Instant now) {
        return release instanceof Release.Signed signed ? signed.publish(now) : Release.Transition.ignored(release);
    }

    private Uni<Void> publishPayloads(Mutiny.Session session, Tenant tenant, long change, Instant now) {
        Uni<List<PayloadRow>> signed = session.createSelectionQuery(
                        "from PayloadRow where key.tenant = :tenant and signedChange <= :change and publishedAt is null",
                        PayloadRow.class)
                .setParameter("tenant", tenant.name())
                .setParameter("change", change)
                .getResultList();
        return signed.chain(rows -> Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> {
                    row.publishedAt = now;
                    return outbox.append(session, PayloadSignedJson.event(row.offer(), now));
                })
                .collect()
                .asList()
                .replaceWithVoid());
    }
}
