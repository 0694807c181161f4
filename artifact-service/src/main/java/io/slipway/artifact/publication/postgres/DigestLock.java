package io.slipway.artifact.publication.postgres;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.digest.Sha256;

/** Lets the announcement of an artifact and its removal see each other: both take this lock, which ends with their transaction. */
final class DigestLock {

    private DigestLock() {}

    static Uni<Void> take(Mutiny.Session session, Tenant tenant, Sha256 digest) {
        return session.createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) locked",
                        Integer.class)
                .setParameter("name", tenant.name() + "/" + digest.hex())
                .getSingleResult()
                .replaceWithVoid();
    }
}
