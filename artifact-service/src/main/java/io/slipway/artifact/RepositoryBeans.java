package io.slipway.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.time.Clock;

import io.minio.MinioAsyncClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import io.slipway.artifact.publication.Artifacts;
import io.slipway.artifact.release.CreateRelease;
import io.slipway.artifact.release.Releases;
import io.slipway.artifact.release.WithdrawRelease;
import io.slipway.artifact.release.postgres.PostgresReleases;
import io.slipway.artifact.release.postgres.ReleaseTable;
import io.slipway.artifact.repository.AcceptPayload;
import io.slipway.artifact.repository.AmendRepository;
import io.slipway.artifact.repository.InitialiseRepository;
import io.slipway.artifact.repository.KeepRepositories;
import io.slipway.artifact.repository.OfflineMetadata;
import io.slipway.artifact.repository.OnlineSigning;
import io.slipway.artifact.repository.Payloads;
import io.slipway.artifact.repository.PublishRepository;
import io.slipway.artifact.repository.PublishedTargets;
import io.slipway.artifact.repository.RenewMetadata;
import io.slipway.artifact.repository.Repositories;
import io.slipway.artifact.repository.RepositoryBucket;
import io.slipway.artifact.repository.SignPayloads;
import io.slipway.artifact.repository.SubmitRoot;
import io.slipway.artifact.repository.SubmitTargets;
import io.slipway.artifact.repository.postgres.PostgresPayloads;
import io.slipway.artifact.repository.postgres.PostgresPublishedTargets;
import io.slipway.artifact.repository.postgres.PostgresRepositories;
import io.slipway.artifact.repository.postgres.PublicationTable;
import io.slipway.artifact.repository.s3.S3RepositoryBucket;
import io.slipway.artifact.signing.OnlineKeyring;
import io.slipway.artifact.signing.bouncycastle.AesKeySealer;
import io.slipway.artifact.signing.postgres.PostgresSealedKeys;
import io.slipway.artifact.transaction.postgres.Transactions;
import io.slipway.events.Inbox;
import io.slipway.metadata.key.bouncycastle.BouncyCastleVerifier;

/** Puts the use cases of the features release, signing and repository together with their adapters. */
@ApplicationScoped
class RepositoryBeans {

    private final ArtifactConfig config;

    RepositoryBeans(ArtifactConfig config) {
        this.config = config;
    }

    @Produces
    @Singleton
    Releases releases(Transactions transactions, ReleaseTable table) {
        return new PostgresReleases(transactions, table);
    }

    @Produces
    @Singleton
    CreateRelease createRelease(Artifacts artifacts, Releases releases, Clock clock) {
        return new CreateRelease(artifacts, releases, clock);
    }

    @Produces
    @Singleton
    WithdrawRelease withdrawRelease(Releases releases, Clock clock) {
        return new WithdrawRelease(releases, clock);
    }

    @Produces
    @Singleton
    OnlineKeyring keyring(Transactions transactions) {
        return new OnlineKeyring(new PostgresSealedKeys(transactions), new AesKeySealer(secret(), new SecureRandom()));
    }

    private byte[] secret() {
        try {
            return Files.readAllBytes(config.onlineKeySecret());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "slipway.artifact.online-key-secret: cannot read " + config.onlineKeySecret(), e);
        }
    }

    @Produces
    @Singleton
    Repositories repositories(Transactions transactions, PublicationTable publication) {
        return new PostgresRepositories(transactions, publication);
    }

    @Produces
    @Singleton
    RepositoryBucket bucket(MinioAsyncClient client) {
        return new S3RepositoryBucket(client);
    }

    @Produces
    @Singleton
    PublishedTargets publishedTargets(Transactions transactions) {
        return new PostgresPublishedTargets(transactions);
    }

    @Produces
    @Singleton
    Payloads payloads(Transactions transactions, Inbox inbox) {
        return new PostgresPayloads(transactions, inbox);
    }

    @Produces
    @Singleton
    AcceptPayload acceptPayload(Payloads payloads) {
        return new AcceptPayload(payloads);
    }

    @Produces
    @Singleton
    OfflineMetadata offlineMetadata(Clock clock) {
        return new OfflineMetadata(new BouncyCastleVerifier(), clock);
    }

    @Produces
    @Singleton
    OnlineSigning onlineSigning(Clock clock) {
        ArtifactConfig.Metadata lives = config.metadata();
        return new OnlineSigning(
                new OnlineSigning.Lives(lives.timestampLife(), lives.snapshotLife(), lives.payloadsLife()), clock);
    }

    @Produces
    @Singleton
    AmendRepository amendRepository(Repositories repositories, OnlineKeyring keyring) {
        return new AmendRepository(repositories, keyring);
    }

    @Produces
    @Singleton
    InitialiseRepository initialiseRepository(
            Repositories repositories,
            Releases releases,
            OnlineKeyring keyring,
            OfflineMetadata offline,
            OnlineSigning signing) {
        return new InitialiseRepository(repositories, releases, keyring, offline, signing);
    }

    @Produces
    @Singleton
    SubmitTargets submitTargets(
            AmendRepository amend, Releases releases, OfflineMetadata offline, OnlineSigning signing) {
        return new SubmitTargets(amend, releases, offline, signing);
    }

    @Produces
    @Singleton
    SubmitRoot submitRoot(AmendRepository amend, OfflineMetadata offline, OnlineSigning signing) {
        return new SubmitRoot(amend, offline, signing);
    }

    @Produces
    @Singleton
    SignPayloads signPayloads(AmendRepository amend, Payloads payloads, OnlineSigning signing) {
        return new SignPayloads(amend, payloads, signing);
    }

    @Produces
    @Singleton
    RenewMetadata renewMetadata(AmendRepository amend, OnlineSigning signing) {
        return new RenewMetadata(amend, signing);
    }

    @Produces
    @Singleton
    PublishRepository publishRepository(Repositories repositories, RepositoryBucket bucket, Clock clock) {
        return new PublishRepository(repositories, bucket, clock);
    }

    @Produces
    @Singleton
    KeepRepositories keepRepositories(
            Repositories repositories,
            SignPayloads signPayloads,
            RenewMetadata renew,
            PublishRepository publish,
            Clock clock) {
        return new KeepRepositories(repositories, signPayloads, renew, publish, clock);
    }
}
