package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.Way;

/** The rows of jobs, each locked before its transition is decided. All methods take part in the transaction of the session. */
@ApplicationScoped
class JobTable {

    private final PathAnnouncement paths;
    private final JobAnnouncement watchers;

    JobTable(PathAnnouncement paths, JobAnnouncement watchers) {
        this.paths = paths;
        this.watchers = watchers;
    }

    Uni<JobRow> locked(Mutiny.Session session, String key) {
        return session.find(JobRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Brings jobs forward by {@link PayloadJob#requested}, in the order in which everybody locks them. */
    Uni<Void> request(Mutiny.Session session, List<? extends Way> ways, Instant now) {
        return InTurn.each(inOrder(ways), way -> request(session, way, now));
    }

    private Uni<Void> request(Mutiny.Session session, Way way, Instant now) {
        return locked(session, way.key()).chain(row -> {
            Optional<PayloadJob> known = Optional.ofNullable(row).map(JobMapping::read);
            PayloadJob next = PayloadJob.requested(known, way, now);
            if (row == null) {
                JobRow added = JobMapping.newRow(next, now);
                return session.persist(added)
                        .chain(session::flush)
                        .chain(() -> watchers.tell(session, added.id, next, now));
            }
            return known.equals(Optional.of(next)) ? Uni.createFrom().voidItem() : write(session, row, next, now);
        });
    }

    /** Brings a job forward by {@link PayloadJob#noLongerWanted}. */
    Uni<Void> drop(Mutiny.Session session, String key, Instant now) {
        return locked(session, key).chain(row -> {
            PayloadJob known = JobMapping.read(row);
            PayloadJob next = known.noLongerWanted();
            return known.equals(next) ? Uni.createFrom().voidItem() : write(session, row, next, now);
        });
    }

    /** Tells the paths that wait for jobs that have come to their end. */
    Uni<Void> announce(Mutiny.Session session, List<? extends Way> ways, Instant now) {
        return InTurn.each(inOrder(ways), way -> locked(session, way.key())
                .chain(row -> paths.tellWaiting(session, JobMapping.read(row), now)));
    }

    /** Writes a job's next state, and tells the paths that wait for it if that is its end. */
    Uni<PayloadJob> change(Mutiny.Session session, JobRow row, PayloadJob next, Instant now) {
        return write(session, row, next, now)
                .chain(() -> paths.tellSettled(session, next, now))
                .replaceWith(next);
    }

    private Uni<Void> write(Mutiny.Session session, JobRow row, PayloadJob next, Instant now) {
        JobMapping.write(next, row, now);
        return session.flush().chain(() -> watchers.tell(session, row.id, next, now));
    }

    private static List<? extends Way> inOrder(List<? extends Way> ways) {
        return ways.stream().sorted(Comparator.comparing(Way::key)).toList();
    }
}
