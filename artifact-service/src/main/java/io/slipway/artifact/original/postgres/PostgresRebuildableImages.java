package io.slipway.artifact.original.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.original.RebuildableImage;
import io.slipway.artifact.original.RebuildableImages;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.events.Inbox;
import io.slipway.metadata.digest.Sha256;

/** The table {@code rebuildable_image}, and whether {@code artifact} has an original for it. */
public final class PostgresRebuildableImages implements RebuildableImages {

    private static final String CONSUMER = "note-proof";

    private final Transactions transactions;
    private final Inbox inbox;

    public PostgresRebuildableImages(Transactions transactions, Inbox inbox) {
        this.transactions = transactions;
        this.inbox = inbox;
    }

    @Override
    public void note(UUID event, RebuildableImage image) {
        transactions.run(session -> inbox.once(session, CONSUMER, event, () -> note(session, image)));
    }

    private static Uni<Void> note(Mutiny.Session session, RebuildableImage image) {
        return session.createNativeQuery("""
                        insert into rebuildable_image (tenant, sha256, length, payload_sha256, payload_length,
                                                       index_sha256, index_length, proven_at)
                        values (:tenant, :sha256, :length, :payloadSha256, :payloadLength,
                                :indexSha256, :indexLength, :provenAt)
                        on conflict (tenant, sha256) do update
                        set length = :length, payload_sha256 = :payloadSha256, payload_length = :payloadLength,
                            index_sha256 = :indexSha256, index_length = :indexLength, proven_at = :provenAt
                        where rebuildable_image.proven_at < :provenAt""")
                .setParameter("tenant", image.tenant().name())
                .setParameter("sha256", image.image().sha256().hex())
                .setParameter("length", image.image().length())
                .setParameter("payloadSha256", image.payload().sha256().hex())
                .setParameter("payloadLength", image.payload().length())
                .setParameter("indexSha256", image.index().sha256().hex())
                .setParameter("indexLength", image.index().length())
                .setParameter("provenAt", image.provenAt())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public Optional<RebuildableImage> find(Tenant tenant, Sha256 image) {
        return transactions.read(session -> session.find(
                        RebuildableImageRow.class, new RebuildableImageRow.Key(tenant.name(), image.hex()))
                .map(row -> Optional.ofNullable(row).map(RebuildableImageRow::image)));
    }

    @Override
    public List<RebuildableImage> withOriginal(Instant before, Optional<RebuildableImage> after, int most) {
        return transactions.read(session -> session.createNativeQuery("""
                        select r.* from rebuildable_image r
                        join artifact a on a.tenant = r.tenant and a.sha256 = r.sha256 and a.length = r.length
                        where r.proven_at < :before and a.original_since < :before and a.original_removed_at is null
                          and (r.tenant, r.sha256) > (:tenant, :sha256)
                        order by r.tenant, r.sha256
                        limit :most""", RebuildableImageRow.class)
                .setParameter("before", before)
                .setParameter("tenant", after.map(last -> last.tenant().name()).orElse(""))
                .setParameter(
                        "sha256", after.map(last -> last.image().sha256().hex()).orElse(""))
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(RebuildableImageRow::image).toList()));
    }
}
