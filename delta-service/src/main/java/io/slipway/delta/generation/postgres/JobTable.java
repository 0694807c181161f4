package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.Way;

/** The rows of jobs, each locked before its transition is decided. All methods take part in the transaction of the session. */
@ApplicationScoped
public class JobTable {

    private final PathAnnouncement paths;
    private final JobAnnouncement watchers;

    JobTable(PathAnnouncement paths, JobAnnouncement watchers) {
        this.paths = paths;
        this.watchers = watchers;
    }

    /** The row of a job, locked; null if there is none. */
    public Uni<JobRow> locked(Mutiny.Session session, String key) {
        return session.find(JobRow.class, key, LockModeType.PESSIMISTIC_WRITE);
    }

    /** Brings jobs forward by {@link PayloadJob#requested}, in the order in which everybody locks them, and notes that they are wanted. */
    public Uni<Void> request(Mutiny.Session session, List<? extends Way> ways, Instant now) {
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
            row.wantedAt = now;
            return known.equals(Optional.of(next)) ? session.flush() : write(session, row, next, now);
        });
    }

    /** Brings the full payload of an image that is cold forward; leaves alone what is in any other state. */
    public Uni<Void> warm(Mutiny.Session session, Image image, Instant now) {
        Way way = new Way.Full(image);
        return locked(session, way.key())
                .chain(row -> row != null && row.job() instanceof Cold
                        ? request(session, way, now)
                        : Uni.createFrom().voidItem());
    }

    /** Brings a job forward by {@link PayloadJob#noLongerWanted}. */
    Uni<Void> drop(Mutiny.Session session, String key, Instant now) {
        return locked(session, key).chain(row -> {
            PayloadJob known = JobMapping.read(row);
            PayloadJob next = known.noLongerWanted();
            return known.equals(next) ? Uni.createFrom().voidItem() : write(session, row, next, now);
        });
    }

    /** Makes a full payload that is ready a cold one, and tells so. */
    public Uni<Void> cool(Mutiny.Session session, JobRow row, Ready job, Image base, Instant now) {
        Cold cold = job.cooled(base);
        return write(session, row, cold, now).chain(() -> paths.tellCooled(session, cold, now));
    }

    /** Notes what remains of a cold payload; nobody is told, the job stays as cold as it was. */
    public Uni<Void> noteRemains(Mutiny.Session session, JobRow row, Cold next) {
        JobMapping.write(next, row, row.changedAt);
        return session.flush();
    }

    /** Tells the paths that wait for jobs that have come to their end. */
    Uni<Void> announce(Mutiny.Session session, List<? extends Way> ways, Instant now) {
        return InTurn.each(inOrder(ways), way -> locked(session, way.key())
                .chain(row -> paths.tellWaiting(session, JobMapping.read(row), now)));
    }

    /**
     * Writes a job's next state and, if that is its end, tells the paths that wait for it; and those that were told of another payload, which this one
     * replaces.
     */
    Uni<PayloadJob> change(Mutiny.Session session, JobRow row, PayloadJob next, Instant now) {
        String marked = row.markedSha256;
        Uni<Void> written = write(session, row, next, now);
        if (marked != null
                && next instanceof Ready ready
                && !ready.payload().sha256().hex().equals(marked)) {
            written = written.chain(() -> paths.tellAgain(session, ready, now));
        }
        return written.chain(() -> paths.tellSettled(session, next, now)).replaceWith(next);
    }

    private Uni<Void> write(Mutiny.Session session, JobRow row, PayloadJob next, Instant now) {
        JobMapping.write(next, row, now);
        return session.flush().chain(() -> watchers.tell(session, row.id, next, now));
    }

    private static List<? extends Way> inOrder(List<? extends Way> ways) {
        return ways.stream().sorted(Comparator.comparing(Way::key)).toList();
    }
}
