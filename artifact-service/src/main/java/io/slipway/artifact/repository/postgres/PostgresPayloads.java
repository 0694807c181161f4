package io.slipway.artifact.repository.postgres;

import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.repository.PayloadOffer;
import io.slipway.artifact.repository.Payloads;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.events.Inbox;
import io.slipway.metadata.target.Content;
import io.slipway.metadata.target.PayloadTarget;

/** The table {@code payload}. */
public final class PostgresPayloads implements Payloads {

    private static final String CONSUMER = "accept-payload";

    private final Transactions transactions;
    private final Inbox inbox;

    public PostgresPayloads(Transactions transactions, Inbox inbox) {
        this.transactions = transactions;
        this.inbox = inbox;
    }

    @Override
    public boolean accept(UUID event, PayloadOffer offer) {
        return transactions.run(session -> knowsImage(session, offer)
                .chain(known -> known
                        ? inbox.once(session, CONSUMER, event, () -> add(session, offer))
                                .replaceWith(true)
                        : Uni.createFrom().item(false)));
    }

    private static Uni<Boolean> knowsImage(Mutiny.Session session, PayloadOffer offer) {
        return session.createNativeQuery("""
                        select count(*) from release r join release_component c on c.release_id = r.id
                        where r.tenant = :tenant and r.id = :release and c.name = :component
                          and c.sha256 = :sha256 and c.length = :length""", Long.class)
                .setParameter("tenant", offer.tenant().name())
                .setParameter("release", offer.releaseId())
                .setParameter("component", offer.component())
                .setParameter("sha256", offer.target().image().sha256().hex())
                .setParameter("length", offer.target().image().length())
                .getSingleResult()
                .map(count -> count > 0);
    }

    /** An offer that differs from the one before replaces it and has to be signed again; the same again, and nothing happens. */
    private static Uni<Void> add(Mutiny.Session session, PayloadOffer offer) {
        PayloadTarget target = offer.target();
        return session.createNativeQuery("""
                        insert into payload (tenant, path, release_id, component, kind, image_sha256, image_length,
                                             from_sha256, from_length,
                                             sha256, length, index_sha256, index_length, received_at)
                        values (:tenant, :path, :release, :component, :kind, :imageSha256, :imageLength,
                                nullif(:fromSha256, ''), nullif(:fromLength, 0),
                                :sha256, :length, :indexSha256, :indexLength, now())
                        on conflict (tenant, path) do update
                        set release_id = :release, component = :component, sha256 = :sha256, length = :length,
                            index_sha256 = :indexSha256, index_length = :indexLength,
                            received_at = now(), signed_change = null, published_at = null
                        where (payload.release_id, payload.component, payload.sha256, payload.index_sha256)
                              is distinct from (:release, :component, :sha256, :indexSha256)""")
                .setParameter("tenant", offer.tenant().name())
                .setParameter("path", target.path().value())
                .setParameter("release", offer.releaseId())
                .setParameter("component", offer.component())
                .setParameter("kind", target.kind())
                .setParameter("imageSha256", target.image().sha256().hex())
                .setParameter("imageLength", target.image().length())
                .setParameter(
                        "fromSha256",
                        target.from().map(from -> from.sha256().hex()).orElse(""))
                .setParameter("fromLength", target.from().map(Content::length).orElse(0L))
                .setParameter("sha256", target.content().sha256().hex())
                .setParameter("length", target.content().length())
                .setParameter("indexSha256", target.index().sha256().hex())
                .setParameter("indexLength", target.index().length())
                .executeUpdate()
                .replaceWithVoid();
    }

    @Override
    public List<PayloadOffer> unsigned(Tenant tenant, int most) {
        return transactions.read(session -> session.createSelectionQuery(
                        "from PayloadRow where key.tenant = :tenant and signedChange is null order by receivedAt, key.path",
                        PayloadRow.class)
                .setParameter("tenant", tenant.name())
                .setMaxResults(most)
                .getResultList()
                .map(rows -> rows.stream().map(PayloadRow::offer).toList()));
    }
}
