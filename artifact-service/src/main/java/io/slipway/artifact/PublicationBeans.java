package io.slipway.artifact;

import java.time.Clock;

import io.micrometer.core.instrument.MeterRegistry;
import io.minio.MinioAsyncClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.artifact.publication.AbandonUpload;
import io.slipway.artifact.publication.ArtifactStore;
import io.slipway.artifact.publication.Artifacts;
import io.slipway.artifact.publication.BeginUpload;
import io.slipway.artifact.publication.CompleteUpload;
import io.slipway.artifact.publication.Completion;
import io.slipway.artifact.publication.Digests;
import io.slipway.artifact.publication.DiscardOriginal;
import io.slipway.artifact.publication.FindUpload;
import io.slipway.artifact.publication.PartMemory;
import io.slipway.artifact.publication.PartPump;
import io.slipway.artifact.publication.PublishArtifact;
import io.slipway.artifact.publication.ReapUploads;
import io.slipway.artifact.publication.ReceiveBytes;
import io.slipway.artifact.publication.ReceiveInOnePiece;
import io.slipway.artifact.publication.ReceiveInParts;
import io.slipway.artifact.publication.UploadHolds;
import io.slipway.artifact.publication.UploadLimits;
import io.slipway.artifact.publication.Uploads;
import io.slipway.artifact.publication.bouncycastle.Sha256Digests;
import io.slipway.artifact.publication.metrics.MeteredArtifactStore;
import io.slipway.artifact.publication.postgres.PostgresArtifacts;
import io.slipway.artifact.publication.postgres.PostgresUploads;
import io.slipway.artifact.publication.s3.S3ArtifactStore;
import io.slipway.artifact.storage.s3.StreamedPut;
import io.slipway.artifact.transaction.postgres.Transactions;

/** Puts the use cases of the publication feature together with their adapters. */
@ApplicationScoped
class PublicationBeans {

    private final ArtifactConfig.Upload config;

    PublicationBeans(ArtifactConfig config) {
        this.config = config.upload();
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    @Produces
    @Singleton
    UploadLimits limits() {
        return new UploadLimits(
                config.mostBytes().asLongValue(),
                Math.toIntExact(config.partSize().asLongValue()),
                config.memory().asLongValue(),
                config.life());
    }

    @Produces
    @Singleton
    PartMemory memory(UploadLimits limits, MeterRegistry registry) {
        PartMemory memory = new PartMemory(limits.memory(), config.memoryPatience());
        registry.gauge("slipway_artifact_upload_memory_free_bytes", memory, PartMemory::free);
        return memory;
    }

    @Produces
    @Singleton
    Digests digests() {
        return new Sha256Digests();
    }

    @Produces
    @Singleton
    ArtifactStore store(MinioAsyncClient client, StreamedPut put, MeterRegistry registry) {
        return new MeteredArtifactStore(new S3ArtifactStore(client, put), registry);
    }

    @Produces
    @Singleton
    Uploads uploads(Transactions transactions) {
        return new PostgresUploads(transactions);
    }

    @Produces
    @Singleton
    Artifacts artifacts(Transactions transactions) {
        return new PostgresArtifacts(transactions);
    }

    @Produces
    @Singleton
    UploadHolds holds(Uploads uploads, Clock clock) {
        return new UploadHolds(uploads, clock);
    }

    @Produces
    @Singleton
    PartPump pump(ArtifactStore store, Uploads uploads, Digests digests, PartMemory memory, UploadLimits limits) {
        return new PartPump(store, uploads, digests, memory, limits);
    }

    @Produces
    @Singleton
    Completion completion(ArtifactStore store, Uploads uploads, Artifacts artifacts, Digests digests, Clock clock) {
        return new Completion(store, uploads, artifacts, digests, clock);
    }

    @Produces
    @Singleton
    BeginUpload beginUpload(
            ArtifactStore store, Uploads uploads, Artifacts artifacts, UploadLimits limits, Clock clock) {
        return new BeginUpload(store, uploads, artifacts, limits, clock);
    }

    @Produces
    @Singleton
    ReceiveBytes receiveBytes(Uploads uploads, PartPump pump, UploadHolds holds) {
        return new ReceiveBytes(uploads, pump, holds);
    }

    @Produces
    @Singleton
    FindUpload findUpload(Uploads uploads) {
        return new FindUpload(uploads);
    }

    @Produces
    @Singleton
    AbandonUpload abandonUpload(ArtifactStore store, Uploads uploads, UploadHolds holds) {
        return new AbandonUpload(store, uploads, holds);
    }

    @Produces
    @Singleton
    CompleteUpload completeUpload(
            Uploads uploads, Artifacts artifacts, Completion completion, AbandonUpload abandon, UploadHolds holds) {
        return new CompleteUpload(uploads, artifacts, completion, abandon, holds);
    }

    @Produces
    @Singleton
    ReceiveInOnePiece receiveInOnePiece(
            ArtifactStore store, Digests digests, PartMemory memory, Completion completion) {
        return new ReceiveInOnePiece(store, digests, memory, completion);
    }

    @Produces
    @Singleton
    ReceiveInParts receiveInParts(PartPump pump, Completion completion) {
        return new ReceiveInParts(pump, completion);
    }

    @Produces
    @Singleton
    PublishArtifact publishArtifact(
            BeginUpload begin,
            ReceiveInOnePiece inOnePiece,
            ReceiveInParts inParts,
            AbandonUpload abandon,
            UploadHolds holds) {
        return new PublishArtifact(begin, inOnePiece, inParts, abandon, holds);
    }

    @Produces
    @Singleton
    DiscardOriginal discardOriginal(ArtifactStore store, Artifacts artifacts) {
        return new DiscardOriginal(store, artifacts);
    }

    @Produces
    @Singleton
    ReapUploads reapUploads(
            ArtifactStore store, Uploads uploads, Artifacts artifacts, AbandonUpload abandon, Clock clock) {
        return new ReapUploads(store, uploads, artifacts, abandon, clock, config.grace());
    }
}
