package io.slipway.artifact.release.postgres;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.release.Component;
import io.slipway.artifact.release.Release;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.events.Outbox;

/** The tables {@code release} and {@code release_component}, for use within a transaction of the caller's. */
@ApplicationScoped
public class ReleaseTable {

    private final Outbox outbox;

    ReleaseTable(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Fails with a constraint violation if the tenant has a release of this name and version. */
    Uni<Void> add(Mutiny.Session session, Release.Draft draft) {
        List<Component> components = draft.content().components();
        Object[] rows = new Object[components.size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new ComponentRow(draft.content().id(), i, components.get(i));
        }
        return session.persist(new ReleaseRow(draft)).chain(session::flush).chain(() -> session.persistAll(rows));
    }

    /** Those of the tenant's releases that have these ids. */
    public Uni<List<Release>> find(Mutiny.Session session, Tenant tenant, Collection<UUID> ids) {
        return session.createSelectionQuery(
                        "from ReleaseRow where tenant = :tenant and id in (:ids) order by id", ReleaseRow.class)
                .setParameter("tenant", tenant.name())
                .setParameter("ids", ids)
                .getResultList()
                .chain(rows -> releases(session, rows));
    }

    Uni<List<Release>> page(Mutiny.Session session, Tenant tenant, int skipped, int most) {
        return session.createSelectionQuery(
                        "from ReleaseRow where tenant = :tenant order by createdAt desc, id", ReleaseRow.class)
                .setParameter("tenant", tenant.name())
                .setFirstResult(skipped)
                .setMaxResults(most)
                .getResultList()
                .chain(rows -> releases(session, rows));
    }

    /** Changes a release that the tenant has, with the event of the change; empty if it has none of this id. */
    public Uni<Optional<Release>> change(
            Mutiny.Session session, Tenant tenant, UUID id, Function<Release, Release.Transition> transition) {
        return session.createSelectionQuery("from ReleaseRow where tenant = :tenant and id = :id", ReleaseRow.class)
                .setParameter("tenant", tenant.name())
                .setParameter("id", id)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .chain(row -> row == null
                        ? Uni.createFrom().item(Optional.empty())
                        : changed(session, row, transition).map(Optional::of));
    }

    private Uni<Release> changed(
            Mutiny.Session session, ReleaseRow row, Function<Release, Release.Transition> transition) {
        return components(session, row).chain(components -> {
            Release.Transition change = transition.apply(row.release(components));
            row.take(change.next());
            return change.event()
                    .map(event -> outbox.append(session, ReleaseEventJson.event(event)))
                    .orElseGet(() -> Uni.createFrom().voidItem())
                    .replaceWith(change.next());
        });
    }

    private static Uni<List<Release>> releases(Mutiny.Session session, List<ReleaseRow> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> components(session, row).map(row::release))
                .collect()
                .asList();
    }

    private static Uni<List<Component>> components(Mutiny.Session session, ReleaseRow row) {
        return session.createSelectionQuery(
                        "from ComponentRow where key.releaseId = :id order by position", ComponentRow.class)
                .setParameter("id", row.id)
                .getResultList()
                .map(components ->
                        components.stream().map(ComponentRow::component).toList());
    }
}
