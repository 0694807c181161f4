package io.slipway.delta.generation.postgres;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

import io.slipway.delta.generation.WantedPath;

/** The paths that wait, in the table {@code update_path}. All methods take part in the transaction of the session. */
final class WaitingPaths {

    private static final String ADD = """
            insert into update_path
                (id, tenant, release_id, component, image_key, state, traceparent, requested_at, changed_at)
            values (:id, :tenant, :release, :component, :image, 'waiting', :traceparent, :now, :now)
            on conflict (tenant, release_id, component) do nothing
            """;

    private static final String IMAGES_OF_RELEASE = """
            select distinct image_key from update_path
            where tenant = :tenant and release_id = :release and state = 'waiting' order by image_key
            """;

    private static final String WITHDRAW = """
            update update_path set state = 'withdrawn', changed_at = :now
            where tenant = :tenant and release_id = :release and state = 'waiting'
            """;

    private static final String IS_WANTED =
            "select exists (select 1 from update_path where image_key = :image and state = 'waiting')";

    private WaitingPaths() {}

    /** Adds a path, unless its release has it already. */
    static Uni<Void> add(Mutiny.Session session, WantedPath path, @Nullable String traceparent, Instant now) {
        return session.createNativeQuery(ADD)
                .setParameter("id", UUID.randomUUID())
                .setParameter("tenant", path.image().tenant())
                .setParameter("release", path.releaseId())
                .setParameter("component", path.component())
                .setParameter("image", path.image().key())
                .setParameter("traceparent", traceparent)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Keys of the images that a release waits for, in the order of locking. */
    static Uni<List<String>> imagesOf(Mutiny.Session session, String tenant, UUID releaseId) {
        return session.createNativeQuery(IMAGES_OF_RELEASE, String.class)
                .setParameter("tenant", tenant)
                .setParameter("release", releaseId)
                .getResultList();
    }

    static Uni<Void> withdraw(Mutiny.Session session, String tenant, UUID releaseId, Instant now) {
        return session.createNativeQuery(WITHDRAW)
                .setParameter("tenant", tenant)
                .setParameter("release", releaseId)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    static Uni<Boolean> isWanted(Mutiny.Session session, String imageKey) {
        return session.createNativeQuery(IS_WANTED, Boolean.class)
                .setParameter("image", imageKey)
                .getSingleResult();
    }
}
