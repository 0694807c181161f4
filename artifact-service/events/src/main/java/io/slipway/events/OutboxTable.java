package io.slipway.events;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of the outbox and the lease to hand them over, each method one short transaction. */
@ApplicationScoped
class OutboxTable {

    private final Mutiny.SessionFactory sessions;

    OutboxTable(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Takes or renews the lease for {@code owner}; false while another instance holds it. */
    Uni<Boolean> lease(UUID owner, Duration time) {
        return sessions.withTransaction(session -> session.createNativeQuery("""
                        update outbox_lease set owner = :owner, held_until = now() + make_interval(secs => :seconds)
                        where id = 1 and (owner = :owner or owner is null or held_until < now())""")
                .setParameter("owner", owner)
                .setParameter("seconds", (double) time.toSeconds())
                .executeUpdate()
                .map(rows -> rows == 1));
    }

    /** The oldest rows, at most {@code most}, in order. */
    Uni<List<OutboxRow>> oldest(int most) {
        return sessions.withSession(
                session -> session.createSelectionQuery("from OutboxRow order by position", OutboxRow.class)
                        .setMaxResults(most)
                        .getResultList());
    }

    /** Removes rows that Kafka has acknowledged. */
    Uni<Void> remove(List<OutboxRow> rows) {
        List<Long> positions = rows.stream().map(row -> row.position).toList();
        return sessions.withTransaction(
                session -> session.createMutationQuery("delete from OutboxRow where position in (:positions)")
                        .setParameter("positions", positions)
                        .executeUpdate()
                        .replaceWithVoid());
    }
}
