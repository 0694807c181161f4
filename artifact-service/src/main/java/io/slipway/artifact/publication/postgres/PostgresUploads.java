package io.slipway.artifact.publication.postgres;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.publication.Artifact;
import io.slipway.artifact.publication.OpenObject;
import io.slipway.artifact.publication.Part;
import io.slipway.artifact.publication.Upload;
import io.slipway.artifact.publication.Uploads;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.metadata.digest.Sha256;

/** The tables {@code upload} and {@code upload_part}. */
public final class PostgresUploads implements Uploads {

    private final Transactions transactions;

    public PostgresUploads(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void add(Upload upload, Optional<Hold> writer) {
        transactions.run(session -> session.persist(new UploadRow(upload, writer)));
    }

    @Override
    public Optional<Upload> find(Tenant tenant, UUID id) {
        return transactions.read(session -> session.createSelectionQuery(
                        "from UploadRow where id = :id and tenant = :tenant", UploadRow.class)
                .setParameter("id", id)
                .setParameter("tenant", tenant.name())
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : withParts(session, row).map(Optional::of)));
    }

    @Override
    public boolean hold(UUID id, Hold hold, Instant now) {
        return transactions.run(session -> session.createNativeQuery("""
                        update upload set writer = :writer, held_until = :until
                        where id = :id and (writer is null or writer = :writer or held_until < :now)""")
                .setParameter("writer", hold.writer())
                .setParameter("until", hold.until())
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate()
                .map(rows -> rows == 1));
    }

    @Override
    public void release(UUID id, UUID writer) {
        transactions.run(session -> session.createNativeQuery(
                        "update upload set writer = null, held_until = null where id = :id and writer = :writer")
                .setParameter("id", id)
                .setParameter("writer", writer)
                .executeUpdate());
    }

    @Override
    public boolean addPart(UUID id, UUID writer, Part part, byte[] digestState, Duration life) {
        return transactions.run(session -> session.createNativeQuery("""
                        update upload set digest_state = :state, expires_at = now() + make_interval(secs => :life)
                        where id = :id and writer = :writer""")
                .setParameter("state", digestState)
                .setParameter("life", (double) life.toSeconds())
                .setParameter("id", id)
                .setParameter("writer", writer)
                .executeUpdate()
                .chain(rows -> rows == 0
                        ? Uni.createFrom().item(false)
                        : session.persist(new PartRow(id, part)).replaceWith(true)));
    }

    @Override
    public boolean announce(UUID id, UUID writer, Sha256 digest) {
        return transactions.run(session -> session.find(UploadRow.class, id)
                .chain(row -> row == null
                        ? Uni.createFrom().item(false)
                        : DigestLock.take(session, new Tenant(row.tenant), digest)
                                .chain(() -> announced(session, id, writer, digest))));
    }

    private static Uni<Boolean> announced(Mutiny.Session session, UUID id, UUID writer, Sha256 digest) {
        return session.createNativeQuery("""
                        update upload set announced = :sha256
                        where id = :id and writer = :writer and not exists (
                            select from artifact_removal r where r.tenant = upload.tenant and r.sha256 = :sha256)""")
                .setParameter("sha256", digest.hex())
                .setParameter("id", id)
                .setParameter("writer", writer)
                .executeUpdate()
                .map(rows -> rows == 1);
    }

    @Override
    public Artifact complete(UUID id, Artifact artifact) {
        String tenant = artifact.tenant().name();
        String sha256 = artifact.digest().hex();
        return transactions.run(session -> session.createNativeQuery("""
                        insert into artifact (tenant, sha256, length, published_at, original_since)
                        values (:tenant, :sha256, :length, :published, :published)
                        on conflict (tenant, sha256) do update set original_since = :published, original_removed_at = null
                        where artifact.original_removed_at is not null""")
                .setParameter("tenant", tenant)
                .setParameter("sha256", sha256)
                .setParameter("length", artifact.length())
                .setParameter("published", artifact.publishedAt())
                .executeUpdate()
                .chain(() -> session.createNativeQuery("update upload set completed = :sha256 where id = :id")
                        .setParameter("sha256", sha256)
                        .setParameter("id", id)
                        .executeUpdate())
                .chain(() -> session.createNativeQuery("delete from upload_part where upload_id = :id")
                        .setParameter("id", id)
                        .executeUpdate())
                .chain(() -> session.find(ArtifactRow.class, new ArtifactRow.Key(tenant, sha256)))
                .map(ArtifactRow::artifact));
    }

    @Override
    public void remove(UUID id) {
        transactions.run(session -> session.createNativeQuery("delete from upload where id = :id")
                .setParameter("id", id)
                .executeUpdate());
    }

    @Override
    public List<Upload> expired(Instant now, int most) {
        return transactions.read(session -> session.createSelectionQuery(
                        "from UploadRow where expiresAt < :now and (heldUntil is null or heldUntil < :now) order by expiresAt",
                        UploadRow.class)
                .setParameter("now", now)
                .setMaxResults(most)
                .getResultList()
                .chain(rows -> Multi.createFrom()
                        .iterable(rows)
                        .onItem()
                        .transformToUniAndConcatenate(row -> withParts(session, row))
                        .collect()
                        .asList()));
    }

    @Override
    public boolean knows(OpenObject object) {
        return transactions.read(session -> session.createSelectionQuery(
                        "select count(u) from UploadRow u where u.storeSession = :session and u.objectKey = :key",
                        Long.class)
                .setParameter("session", object.session())
                .setParameter("key", object.key().value())
                .getSingleResult()
                .map(count -> count > 0));
    }

    private static Uni<Upload> withParts(Mutiny.Session session, UploadRow row) {
        return session.createSelectionQuery("from PartRow where key.uploadId = :id order by key.number", PartRow.class)
                .setParameter("id", row.id)
                .getResultList()
                .map(parts -> row.upload(parts.stream().map(PartRow::part).toList()));
    }
}
