package io.slipway.artifact.repository.postgres;

import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.repository.PublishedTarget;
import io.slipway.artifact.repository.PublishedTargets;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.metadata.digest.Sha256;
import io.slipway.metadata.role.TargetPath;
import io.slipway.metadata.target.Content;

/** Looks published targets up where releases and payloads are. */
public final class PostgresPublishedTargets implements PublishedTargets {

    private static final int SEGMENTS = 3;

    private final Transactions transactions;

    public PostgresPublishedTargets(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Optional<PublishedTarget> find(Tenant tenant, TargetPath path, Sha256 digest) {
        List<String> segments = path.segments();
        if (segments.size() != SEGMENTS) {
            return Optional.empty();
        }
        return transactions.read(session -> segments.getFirst().equals("payloads")
                ? length(payload(session, path), tenant, PublishedTarget.Kind.PAYLOAD, digest)
                : length(image(session, segments), tenant, PublishedTarget.Kind.IMAGE, digest));
    }

    private static Mutiny.SelectionQuery<Long> payload(Mutiny.Session session, TargetPath path) {
        return session.createNativeQuery("""
                        select length from payload
                        where tenant = :tenant and path = :path and sha256 = :sha256 and published_at is not null""", Long.class).setParameter("path", path.value());
    }

    private static Mutiny.SelectionQuery<Long> image(Mutiny.Session session, List<String> segments) {
        return session.createNativeQuery("""
                        select c.length from release r join release_component c on c.release_id = r.id
                        where r.tenant = :tenant and r.name = :name and r.version = :version
                          and c.name = :component and c.sha256 = :sha256 and r.state in ('published', 'withdrawn')""", Long.class)
                .setParameter("name", segments.get(0))
                .setParameter("version", segments.get(1))
                .setParameter("component", segments.get(2));
    }

    private static Uni<Optional<PublishedTarget>> length(
            Mutiny.SelectionQuery<Long> query, Tenant tenant, PublishedTarget.Kind kind, Sha256 digest) {
        return query.setParameter("tenant", tenant.name())
                .setParameter("sha256", digest.hex())
                .getSingleResultOrNull()
                .map(length -> Optional.ofNullable(length)
                        .map(l -> new PublishedTarget(tenant, kind, new Content(l, digest))));
    }
}
