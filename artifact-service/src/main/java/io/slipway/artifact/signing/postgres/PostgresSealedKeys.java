package io.slipway.artifact.signing.postgres;

import java.util.Collection;
import java.util.List;

import io.smallrye.mutiny.Multi;

import io.slipway.artifact.signing.SealedKey;
import io.slipway.artifact.signing.SealedKeys;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.artifact.transaction.postgres.Transactions;

/** The table {@code online_key}. */
public final class PostgresSealedKeys implements SealedKeys {

    private final Transactions transactions;

    public PostgresSealedKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<SealedKey> find(Tenant tenant) {
        return transactions.read(session -> session.createSelectionQuery(
                        "from OnlineKeyRow where key.tenant = :tenant", OnlineKeyRow.class)
                .setParameter("tenant", tenant.name())
                .getResultList()
                .map(rows -> rows.stream().map(OnlineKeyRow::sealed).toList()));
    }

    @Override
    public void addMissing(Tenant tenant, Collection<SealedKey> keys) {
        transactions.run(session -> Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUniAndConcatenate(key -> session.createNativeQuery("""
                                insert into online_key (tenant, role, sealed_key) values (:tenant, :role, :sealed)
                                on conflict do nothing""")
                        .setParameter("tenant", tenant.name())
                        .setParameter("role", key.role().name())
                        .setParameter("sealed", key.bytes())
                        .executeUpdate())
                .collect()
                .last());
    }
}
