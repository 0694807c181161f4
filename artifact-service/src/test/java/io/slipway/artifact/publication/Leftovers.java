package io.slipway.artifact.publication;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import io.minio.GetObjectArgs;
import io.minio.MinioAsyncClient;
import io.minio.StatObjectArgs;
import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.ApplicationScoped;

import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.metadata.digest.Sha256;

/** What is in the object store and in the rows of uploads, for tests. */
@ApplicationScoped
@Unremovable
public class Leftovers {

    private final ArtifactStore store;
    private final MinioAsyncClient client;
    private final Transactions transactions;

    Leftovers(ArtifactStore store, MinioAsyncClient client, Transactions transactions) {
        this.store = store;
        this.client = client;
        this.transactions = transactions;
    }

    /** The digest of the stored bytes of an artifact. */
    public String digestOf(String tenant, String sha256) {
        try (InputStream in = client.getObject(GetObjectArgs.builder()
                        .bucket("slipway-artifacts")
                        .object(tenant + "/sha256/" + sha256)
                        .build())
                .join()) {
            return Sha256.of(in.readAllBytes()).hex();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The store's tag of an artifact. */
    String tagOf(String tenant, String sha256) {
        return client.statObject(StatObjectArgs.builder()
                        .bucket("slipway-artifacts")
                        .object(tenant + "/sha256/" + sha256)
                        .build())
                .join()
                .etag();
    }

    /** Everything of the tenant but finished artifacts: staged objects, open multipart uploads, rows of uploads under way. */
    List<String> of(String tenant) {
        List<String> found = new ArrayList<>(everythingOf(tenant));
        found.removeIf(name -> name.startsWith("object " + tenant + "/sha256/"));
        return found;
    }

    /** Everything of the tenant, finished artifacts included. */
    public List<String> everythingOf(String tenant) {
        List<String> found = new ArrayList<>();
        store.forEachObject(object -> found.add("object " + object.key()));
        store.forEachOpen(begun -> found.add("begun " + begun.object().key()));
        found.removeIf(name -> !name.contains(" " + tenant + "/"));
        long rows = transactions.read(session -> session.createNativeQuery(
                        "select count(*) from upload where tenant = :tenant and completed is null", Long.class)
                .setParameter("tenant", tenant)
                .getSingleResult());
        if (rows > 0) {
            found.add(rows + " rows");
        }
        return found;
    }
}
