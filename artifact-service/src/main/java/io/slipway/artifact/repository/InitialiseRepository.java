package io.slipway.artifact.repository;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

import io.slipway.artifact.release.Releases;
import io.slipway.artifact.signing.OnlineKeyring;
import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Root;
import io.slipway.metadata.role.Targets;

/** Begins a tenant's repository with a root and targets metadata that the operator has signed offline. */
public final class InitialiseRepository {

    private final Repositories repositories;
    private final Releases releases;
    private final OnlineKeyring keyring;
    private final OfflineMetadata offline;
    private final OnlineSigning signing;

    public InitialiseRepository(
            Repositories repositories,
            Releases releases,
            OnlineKeyring keyring,
            OfflineMetadata offline,
            OnlineSigning signing) {
        this.repositories = repositories;
        this.releases = releases;
        this.keyring = keyring;
        this.offline = offline;
        this.signing = signing;
    }

    /**
     * Stores the repository's first state.
     *
     * @throws RepositoryRefusedException if there is a repository, or the metadata does not name this service's online keys
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if the metadata is malformed, expired or not signed as it says
     */
    public void initialise(Tenant tenant, byte[] rootFile, byte[] targetsFile) {
        if (repositories.find(tenant).isPresent()) {
            throw new RepositoryRefusedException(new RepositoryRefusal.AlreadyInitialised());
        }
        OnlineKeys keys = keyring.keys(tenant);
        SignedRole<Root> root = offline.firstRoot(rootFile, keys);
        SignedRole<Targets> targets = offline.targets(targetsFile, root.role(), 1, keys);
        TargetsReview review = new TargetsReview(Map.of(), targets.role());
        Set<UUID> signed = review.signed(releases.findAll(tenant, review.concerned()));
        if (!repositories.create(tenant, signing.first(root, targets, keys).signingReleases(signed))) {
            throw new RepositoryRefusedException(new RepositoryRefusal.AlreadyInitialised());
        }
    }
}
