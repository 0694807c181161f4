package io.slipway.delta.versions.postgres;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.Way;
import io.slipway.delta.versions.StoredVersions.Counts;
import io.slipway.payload.index.Sha256;

/** Finds images by how they are kept. All methods take part in the transaction of the session, if there is one. */
final class ImageQueries {

    private static final String IMAGES = "select j.tenant, j.image_sha256, j.image_length from payload_job j where ";

    private static final String UNWANTED = IMAGES + """
            j.state = 'ready' and j.source_sha256 is null and j.wanted_at <= :since and j.job_key > :after
            order by j.job_key
            """;

    private static final String STORED = IMAGES
            + "j.state = 'cold' and j.remains = 'stored' and j.changed_at <= :before order by j.changed_at, j.job_key";

    private static final String LEAVING =
            IMAGES + "j.state = 'cold' and j.remains = 'leaving' order by j.changed_at, j.job_key";

    private static final String COLD_NEWEST = IMAGES + """
            j.state = 'cold' and exists (select 1 from release_component c
                where c.tenant = j.tenant and c.image_sha256 = j.image_sha256 and c.withdrawn_at is null
                    and not exists (select 1 from release_component n
                        where n.tenant = c.tenant and n.component = c.component and n.release_name = c.release_name
                            and n.withdrawn_at is null and n.published_at > c.published_at))
            order by j.job_key
            """;

    private static final String COUNT = """
            select count(*) filter (where state = 'ready') as warm, count(*) filter (where state = 'cold') as cold
            from payload_job where source_sha256 is null
            """;

    private ImageQueries() {}

    static Uni<List<Image>> unwanted(Mutiny.Session session, Instant since, Optional<Image> after, int limit) {
        return images(session.createNativeQuery(UNWANTED, Tuple.class)
                .setParameter("since", since)
                .setParameter(
                        "after", after.map(image -> new Way.Full(image).key()).orElse(""))
                .setMaxResults(limit));
    }

    static Uni<List<Image>> stored(Mutiny.Session session, Instant before, int limit) {
        return images(session.createNativeQuery(STORED, Tuple.class)
                .setParameter("before", before)
                .setMaxResults(limit));
    }

    static Uni<List<Image>> leaving(Mutiny.Session session, int limit) {
        return images(session.createNativeQuery(LEAVING, Tuple.class).setMaxResults(limit));
    }

    static Uni<List<Image>> coldNewest(Mutiny.Session session, int limit) {
        return images(session.createNativeQuery(COLD_NEWEST, Tuple.class).setMaxResults(limit));
    }

    static Uni<Counts> count(Mutiny.Session session) {
        return session.createNativeQuery(COUNT, Tuple.class)
                .getSingleResult()
                .map(row -> new Counts(
                        row.get("warm", Number.class).longValue(),
                        row.get("cold", Number.class).longValue()));
    }

    private static Uni<List<Image>> images(Mutiny.SelectionQuery<Tuple> query) {
        return query.getResultList()
                .map(rows -> rows.stream().map(ImageQueries::image).toList());
    }

    private static Image image(Tuple row) {
        return new Image(
                row.get("tenant", String.class),
                new Sha256(row.get("image_sha256", String.class)),
                row.get("image_length", Number.class).longValue());
    }
}
