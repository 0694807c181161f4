package io.slipway.delta.versions.postgres;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.delta.generation.Image;
import io.slipway.delta.generation.PayloadJob;
import io.slipway.delta.generation.PayloadJob.Cancelled;
import io.slipway.delta.generation.PayloadJob.Cold;
import io.slipway.delta.generation.PayloadJob.Failed;
import io.slipway.delta.generation.PayloadJob.FullIsSmaller;
import io.slipway.delta.generation.PayloadJob.Generating;
import io.slipway.delta.generation.PayloadJob.Queued;
import io.slipway.delta.generation.PayloadJob.Ready;
import io.slipway.delta.generation.PayloadJob.Rejected;
import io.slipway.delta.generation.StoredPayload;
import io.slipway.delta.generation.postgres.JobRow;
import io.slipway.delta.generation.postgres.JobTable;
import io.slipway.delta.versions.ImageFacts;
import io.slipway.delta.versions.Line;
import io.slipway.delta.versions.Links;
import io.slipway.delta.versions.Proof;
import io.slipway.delta.versions.Version;
import io.slipway.payload.index.Sha256;

/** Collects what decides about one image, and locks its jobs. All methods take part in the transaction of the session. */
final class FactQueries {

    private static final String VERSIONS = """
            select r.component, r.release_name, r.image_sha256, r.image_length, r.published_at,
                r.withdrawn_at is not null as withdrawn, coalesce(f.state in ('ready', 'cold'), false) as kept
            from release_component r
            left join payload_job f on f.job_key = r.tenant || '/' || r.image_sha256
            where r.tenant = :tenant and (r.component, r.release_name) in (select o.component, o.release_name
                from release_component o where o.tenant = :tenant and o.image_sha256 = :image)
            """;

    private static final String LINKS =
            "select image_sha256, base_sha256 from payload_job where tenant = :tenant and base_sha256 is not null";

    private static final String PROOFS =
            "select job_key from payload_job where tenant = :tenant and image_sha256 = :image and leads_back order by job_key";

    private final JobTable jobs;

    FactQueries(JobTable jobs) {
        this.jobs = jobs;
    }

    /** @param row of the full payload of the image, locked */
    Uni<ImageFacts> facts(Mutiny.Session session, Image image, JobRow row) {
        Optional<StoredPayload> full =
                row.job() instanceof Ready ready ? Optional.of(ready.payload()) : Optional.empty();
        return lines(session, image)
                .chain(lines -> links(session, image.tenant()).chain(links -> proofs(session, image)
                        .map(proofs -> new ImageFacts(image, full, row.wantedAt(), lines, links, proofs))));
    }

    private static Uni<List<Line>> lines(Mutiny.Session session, Image image) {
        return session.createNativeQuery(VERSIONS, Tuple.class)
                .setParameter("tenant", image.tenant())
                .setParameter("image", image.sha256().hex())
                .getResultList()
                .map(rows -> rows.stream()
                        .collect(Collectors.groupingBy(
                                row -> row.get("component", String.class) + '/' + row.get("release_name", String.class),
                                Collectors.mapping(row -> version(image.tenant(), row), Collectors.toList())))
                        .values()
                        .stream()
                        .map(Line::new)
                        .toList());
    }

    private static Version version(String tenant, Tuple row) {
        return new Version(
                new Image(
                        tenant,
                        new Sha256(row.get("image_sha256", String.class)),
                        row.get("image_length", Number.class).longValue()),
                row.get("published_at", OffsetDateTime.class).toInstant(),
                row.get("withdrawn", Boolean.class),
                row.get("kept", Boolean.class));
    }

    private static Uni<Links> links(Mutiny.Session session, String tenant) {
        return session.createNativeQuery(LINKS, Tuple.class)
                .setParameter("tenant", tenant)
                .getResultList()
                .map(rows -> new Links(rows.stream()
                        .collect(Collectors.toMap(
                                row -> new Sha256(row.get("image_sha256", String.class)),
                                row -> new Sha256(row.get("base_sha256", String.class))))));
    }

    private Uni<Map<Sha256, Proof>> proofs(Mutiny.Session session, Image image) {
        return session.createNativeQuery(PROOFS, String.class)
                .setParameter("tenant", image.tenant())
                .setParameter("image", image.sha256().hex())
                .getResultList()
                .chain(keys -> Multi.createFrom()
                        .iterable(keys)
                        .onItem()
                        .transformToUniAndConcatenate(key -> jobs.locked(session, key))
                        .collect()
                        .asList())
                .map(rows -> rows.stream()
                        .flatMap(row ->
                                proof(row.job(), row.changedAt()).stream().map(proof -> Map.entry(base(row), proof)))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private static Sha256 base(JobRow row) {
        return row.job().way().from().orElseThrow().sha256();
    }

    private static Optional<Proof> proof(PayloadJob job, Instant at) {
        return switch (job) {
            case Queued _, Generating _ -> Optional.of(new Proof.UnderWay());
            case Ready(var _, StoredPayload payload) -> Optional.of(new Proof.Proven(payload, at));
            case FullIsSmaller _, Rejected _ -> Optional.of(new Proof.Refused());
            case Failed _ -> Optional.of(new Proof.Failed(at));
            case Cancelled _ -> Optional.empty();
            case Cold _ -> throw new IllegalStateException("a proof is no full payload");
        };
    }
}
