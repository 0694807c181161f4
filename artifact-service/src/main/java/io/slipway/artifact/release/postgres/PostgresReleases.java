package io.slipway.artifact.release.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.hibernate.exception.ConstraintViolationException;

import io.slipway.artifact.release.Release;
import io.slipway.artifact.release.Releases;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;

/** Releases in PostgreSQL. */
public final class PostgresReleases implements Releases {

    private final Transactions transactions;
    private final ReleaseTable table;

    public PostgresReleases(Transactions transactions, ReleaseTable table) {
        this.transactions = transactions;
        this.table = table;
    }

    @Override
    public boolean add(Release.Draft draft) {
        try {
            transactions.run(session -> table.add(session, draft));
            return true;
        } catch (ConstraintViolationException e) {
            return false;
        }
    }

    @Override
    public Optional<Release> find(Tenant tenant, UUID id) {
        return findAll(tenant, List.of(id)).stream().findFirst();
    }

    @Override
    public List<Release> findAll(Tenant tenant, Collection<UUID> ids) {
        return transactions.read(session -> table.find(session, tenant, ids));
    }

    @Override
    public List<Release> page(Tenant tenant, int skipped, int most) {
        return transactions.read(session -> table.page(session, tenant, skipped, most));
    }

    @Override
    public Optional<Release> change(Tenant tenant, UUID id, Function<Release, Release.Transition> transition) {
        return transactions.run(session -> table.change(session, tenant, id, transition));
    }
}
