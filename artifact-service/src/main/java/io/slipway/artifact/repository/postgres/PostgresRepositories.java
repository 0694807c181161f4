package io.slipway.artifact.repository.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.repository.Amendment;
import io.slipway.artifact.repository.Repositories;
import io.slipway.artifact.repository.TenantRepository;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.metadata.role.RoleName;

/** The tables {@code repository} and {@code metadata_file}. */
public final class PostgresRepositories implements Repositories {

    private final Transactions transactions;
    private final PublicationTable publication;

    public PostgresRepositories(Transactions transactions, PublicationTable publication) {
        this.transactions = transactions;
        this.publication = publication;
    }

    @Override
    public Optional<TenantRepository> find(Tenant tenant) {
        List<MetadataFileRow> rows = transactions.read(session -> session.createNativeQuery("""
                        select distinct on (role) * from metadata_file where tenant = :tenant
                        order by role, version desc""", MetadataFileRow.class)
                .setParameter("tenant", tenant.name())
                .getResultList());
        return rows.isEmpty() ? Optional.empty() : Optional.of(StoredRevision.read(tenant, rows));
    }

    @Override
    public boolean create(Tenant tenant, Amendment first) {
        return unlessOvertaken(() -> transactions.run(session -> session.createNativeQuery("""
                        insert into repository (tenant, change, renew_at) values (:tenant, 1, :renew)
                        on conflict do nothing""")
                .setParameter("tenant", tenant.name())
                .setParameter("renew", first.renewAt())
                .executeUpdate()
                .chain(rows -> writtenIf(rows, session, tenant, 1, first))));
    }

    @Override
    public boolean commit(Tenant tenant, long change, Amendment amendment) {
        return unlessOvertaken(() -> transactions.run(session -> session.createNativeQuery("""
                        update repository set change = change + 1, renew_at = :renew
                        where tenant = :tenant and change = :change""")
                .setParameter("tenant", tenant.name())
                .setParameter("renew", amendment.renewAt())
                .setParameter("change", change)
                .executeUpdate()
                .chain(rows -> writtenIf(rows, session, tenant, change + 1, amendment))));
    }

    /** The row that was inserted or updated is locked until the transaction ends, and with it all other changes of the tenant. */
    private static Uni<Boolean> writtenIf(
            int rows, Mutiny.Session session, Tenant tenant, long change, Amendment amendment) {
        return rows == 0
                ? Uni.createFrom().item(false)
                : new CommitStatements(session, tenant.name(), change)
                        .write(amendment)
                        .replaceWith(true);
    }

    private static boolean unlessOvertaken(BooleanSupplier commit) {
        try {
            return commit.getAsBoolean();
        } catch (OvertakenException e) {
            return false;
        }
    }

    @Override
    public Optional<byte[]> file(Tenant tenant, String name) {
        boolean latest = !Character.isDigit(name.charAt(0));
        return transactions.read(session -> latest
                ? content(session, tenant, "role", RoleName.ofFileName(name).value())
                : content(session, tenant, "key.name", name));
    }

    private static Uni<Optional<byte[]>> content(Mutiny.Session session, Tenant tenant, String column, String value) {
        return session.createSelectionQuery(
                        "from MetadataFileRow where key.tenant = :tenant and " + column
                                + " = :value order by version desc",
                        MetadataFileRow.class)
                .setParameter("tenant", tenant.name())
                .setParameter("value", value)
                .setMaxResults(1)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(r -> r.content));
    }

    @Override
    public List<Tenant> withWork(Instant now, int most) {
        List<String> names = transactions.read(session -> session.createNativeQuery("""
                        select r.tenant from repository r
                        where r.renew_at <= :now
                           or exists (select from metadata_file f where f.tenant = r.tenant and not f.published)
                           or exists (select from payload p where p.tenant = r.tenant and p.signed_change is null)
                        limit :most""", String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList());
        return names.stream().map(Tenant::new).toList();
    }

    @Override
    public boolean holdPublication(Tenant tenant, UUID publisher, Instant now, Instant until) {
        return transactions.run(session -> session.createNativeQuery("""
                        update repository set publisher = :publisher, publisher_until = :until
                        where tenant = :tenant
                          and (publisher is null or publisher = :publisher or publisher_until < :now)""")
                .setParameter("publisher", publisher)
                .setParameter("until", until)
                .setParameter("tenant", tenant.name())
                .setParameter("now", now)
                .executeUpdate()
                .map(rows -> rows == 1));
    }

    @Override
    public void releasePublication(Tenant tenant, UUID publisher) {
        transactions.run(session -> session.createNativeQuery("""
                        update repository set publisher = null, publisher_until = null
                        where tenant = :tenant and publisher = :publisher""")
                .setParameter("tenant", tenant.name())
                .setParameter("publisher", publisher)
                .executeUpdate());
    }

    @Override
    public Unpublished unpublished(Tenant tenant) {
        return transactions.read(session -> publication.unpublished(session, tenant));
    }

    @Override
    public void published(Tenant tenant, long change, Instant now) {
        transactions.run(session -> publication.published(session, tenant, change, now));
    }
}
