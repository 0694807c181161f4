package io.slipway.artifact;

import java.time.Clock;

import io.minio.MinioAsyncClient;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.artifact.ArtifactConfig.Originals.Keep;
import io.slipway.artifact.original.NoteProof;
import io.slipway.artifact.original.OriginalsPolicy;
import io.slipway.artifact.original.PayloadBucket;
import io.slipway.artifact.original.RebuildOriginal;
import io.slipway.artifact.original.RebuildableImages;
import io.slipway.artifact.original.RemoveOriginals;
import io.slipway.artifact.original.postgres.PostgresRebuildableImages;
import io.slipway.artifact.original.s3.S3PayloadBucket;
import io.slipway.artifact.publication.DiscardOriginal;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.events.Inbox;

/** Puts the use cases of the feature original together with their adapters. */
@ApplicationScoped
class OriginalBeans {

    private final ArtifactConfig.Originals config;

    OriginalBeans(ArtifactConfig config) {
        this.config = config.originals();
    }

    /** Has the policy checked before anything is removed by it: a service that is told nonsense does not start. */
    void start(@Observes StartupEvent event, OriginalsPolicy policy) {
        // The policy has checked itself.
    }

    @Produces
    @Singleton
    OriginalsPolicy policy() {
        return new OriginalsPolicy(config.keep() == Keep.UNTIL_REBUILDABLE, config.removeAfter());
    }

    @Produces
    @Singleton
    RebuildableImages rebuildableImages(Transactions transactions, Inbox inbox) {
        return new PostgresRebuildableImages(transactions, inbox);
    }

    @Produces
    @Singleton
    PayloadBucket payloadBucket(MinioAsyncClient client) {
        return new S3PayloadBucket(client);
    }

    @Produces
    @Singleton
    NoteProof noteProof(RebuildableImages images) {
        return new NoteProof(images);
    }

    @Produces
    @Singleton
    RemoveOriginals removeOriginals(
            RebuildableImages images,
            PayloadBucket payloads,
            DiscardOriginal discard,
            OriginalsPolicy policy,
            Clock clock) {
        return new RemoveOriginals(images, payloads, discard, policy, clock);
    }

    @Produces
    @Singleton
    RebuildOriginal rebuildOriginal(RebuildableImages images, PayloadBucket payloads) {
        return new RebuildOriginal(images, payloads, config.mostRebuilds());
    }
}
