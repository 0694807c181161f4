package io.slipway.artifact.publication.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.publication.Artifact;
import io.slipway.artifact.publication.Artifacts;
import io.slipway.artifact.publication.ObjectKey;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.metadata.digest.Sha256;

/** The tables {@code artifact} and {@code artifact_removal}. */
public final class PostgresArtifacts implements Artifacts {

    /** Nobody can be at a removal for so long. */
    private static final String ABANDONED = "artifact_removal.begun_at < now() - interval '10 minutes'";

    private final Transactions transactions;

    public PostgresArtifacts(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<Artifact> find(Tenant tenant, Sha256 digest) {
        return row(tenant, digest).map(ArtifactRow::artifact);
    }

    @Override
    public Optional<Artifact> findWithOriginal(Tenant tenant, Sha256 digest) {
        return row(tenant, digest).filter(row -> row.originalRemovedAt == null).map(ArtifactRow::artifact);
    }

    private Optional<ArtifactRow> row(Tenant tenant, Sha256 digest) {
        return transactions.read(
                session -> session.find(ArtifactRow.class, new ArtifactRow.Key(tenant.name(), digest.hex()))
                        .map(Optional::ofNullable));
    }

    @Override
    public List<Artifact> page(Tenant tenant, Optional<Sha256> after, int most) {
        return transactions.read(session -> session.createSelectionQuery(
                        "from ArtifactRow where key.tenant = :tenant and key.sha256 > :after order by key.sha256",
                        ArtifactRow.class)
                .setParameter("tenant", tenant.name())
                .setParameter("after", after.map(Sha256::hex).orElse(""))
                .setMaxResults(most)
                .getResultList()
                .map(rows -> rows.stream().map(ArtifactRow::artifact).toList()));
    }

    @Override
    public boolean beginRemoval(Tenant tenant, Sha256 digest) {
        return transactions.run(session -> DigestLock.take(session, tenant, digest)
                .chain(() -> forDigest(session, """
                        insert into artifact_removal (tenant, sha256)
                        select :tenant, :sha256
                        where not exists (select from artifact where tenant = :tenant and sha256 = :sha256
                                          and original_removed_at is null)
                          and not exists (select from upload where tenant = :tenant and announced = :sha256 and completed is null)
                        on conflict (tenant, sha256) do update set begun_at = now()
                        where\s""" + ABANDONED, tenant, digest))
                .map(rows -> rows == 1));
    }

    @Override
    public boolean beginRemovalOfOriginal(Tenant tenant, Sha256 digest, Instant before) {
        return transactions.run(session -> DigestLock.take(session, tenant, digest)
                .chain(() -> session.createNativeQuery("""
                                with removed as (
                                    update artifact set original_removed_at = now()
                                    where tenant = :tenant and sha256 = :sha256
                                      and original_removed_at is null and original_since < :before
                                      and not exists (select from upload where tenant = :tenant and announced = :sha256
                                                      and completed is null)
                                    returning tenant, sha256)
                                insert into artifact_removal (tenant, sha256) select tenant, sha256 from removed""")
                        .setParameter("tenant", tenant.name())
                        .setParameter("sha256", digest.hex())
                        .setParameter("before", before)
                        .executeUpdate())
                .map(rows -> rows == 1));
    }

    @Override
    public List<ObjectKey.Address> abandonedRemovals(int most) {
        return transactions.read(session -> session.createNativeQuery("""
                        select tenant, sha256 from artifact_removal
                        where %s order by begun_at limit :most""".formatted(ABANDONED), Tuple.class)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new ObjectKey.Address(
                                new Tenant(row.get(0, String.class)), new Sha256(row.get(1, String.class))))
                        .toList()));
    }

    @Override
    public void endRemoval(Tenant tenant, Sha256 digest) {
        transactions.run(session -> forDigest(
                session, "delete from artifact_removal where tenant = :tenant and sha256 = :sha256", tenant, digest));
    }

    private static Uni<Integer> forDigest(Mutiny.Session session, String sql, Tenant tenant, Sha256 digest) {
        return session.createNativeQuery(sql)
                .setParameter("tenant", tenant.name())
                .setParameter("sha256", digest.hex())
                .executeUpdate();
    }
}
