package io.slipway.artifact.repository.postgres;

import java.util.UUID;
import java.util.function.Function;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.repository.Amendment;
import io.slipway.metadata.publication.RepositoryFile;
import io.slipway.metadata.publication.Revision;
import io.slipway.metadata.role.RoleName;
import io.slipway.metadata.role.Target;

/** What one commit writes besides the repository's row: files, releases and payloads. Fails as a whole if a release is no longer a draft. */
final class CommitStatements {

    private final Mutiny.Session session;
    private final String tenant;
    private final long change;

    CommitStatements(Mutiny.Session session, String tenant, long change) {
        this.session = session;
        this.tenant = tenant;
        this.change = change;
    }

    Uni<Void> write(Amendment amendment) {
        return each(amendment.newFiles(), file -> write(file, amendment.next()))
                .chain(() -> each(amendment.signedReleases(), this::signRelease))
                .chain(() -> each(amendment.signedPayloads(), this::signPayload));
    }

    private static <T> Uni<Void> each(Iterable<T> items, Function<? super T, Uni<? extends Integer>> statement) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(statement)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Integer> write(RepositoryFile file, Revision revision) {
        RoleName role = role(file.name());
        return session.createNativeQuery("""
                        insert into metadata_file (tenant, name, role, version, change, content, published)
                        values (:tenant, :name, :role, :version, :change, :content, false)
                        on conflict (tenant, name) do update
                        set version = :version, change = :change, content = :content, published = false""")
                .setParameter("tenant", tenant)
                .setParameter("name", file.name())
                .setParameter("role", role.value())
                .setParameter("version", version(file.name(), revision))
                .setParameter("change", change)
                .setParameter("content", file.content())
                .executeUpdate();
    }

    private Uni<Integer> signRelease(UUID release) {
        return session.createNativeQuery("""
                        update release set state = 'signed', signed_change = :change
                        where tenant = :tenant and id = :id and state = 'draft'""")
                .setParameter("change", change)
                .setParameter("tenant", tenant)
                .setParameter("id", release)
                .executeUpdate()
                .onItem()
                .invoke(rows -> {
                    if (rows != 1) {
                        throw new OvertakenException();
                    }
                });
    }

    /** An offer that was replaced since stays unsigned and comes with the next batch. */
    private Uni<Integer> signPayload(Target payload) {
        return session.createNativeQuery("""
                        update payload set signed_change = :change
                        where tenant = :tenant and path = :path and sha256 = :sha256 and signed_change is null""")
                .setParameter("change", change)
                .setParameter("tenant", tenant)
                .setParameter("path", payload.path().value())
                .setParameter("sha256", payload.sha256().hex())
                .executeUpdate();
    }

    /** The role of {@code 3.targets.json} or {@code timestamp.json}. */
    private static RoleName role(String fileName) {
        return RoleName.ofFileName(fileName.replaceFirst("^[0-9]+\\.", ""));
    }

    private static long version(String fileName, Revision revision) {
        int dot = fileName.indexOf('.');
        return Character.isDigit(fileName.charAt(0))
                ? Long.parseLong(fileName.substring(0, dot))
                : revision.timestamp().role().version();
    }
}
