package io.slipway.artifact.repository;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import io.slipway.artifact.release.Releases;
import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Targets;

/** Takes targets metadata that the operator has signed offline: drafts that it names are signed with it. */
public final class SubmitTargets {

    private final AmendRepository amend;
    private final Releases releases;
    private final OfflineMetadata offline;
    private final OnlineSigning signing;

    public SubmitTargets(AmendRepository amend, Releases releases, OfflineMetadata offline, OnlineSigning signing) {
        this.amend = amend;
        this.releases = releases;
        this.offline = offline;
        this.signing = signing;
    }

    /**
     * Stores the metadata as the next state.
     *
     * @throws RepositoryRefusedException if targets come, go or change that may not
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if the metadata is malformed, expired, of another version than the next, or not signed by
     *     the root's targets keys
     */
    public void submit(Tenant tenant, byte[] file) {
        amend.amend(tenant, (current, keys) -> Optional.of(amendment(current, keys, file)));
    }

    private Amendment amendment(TenantRepository current, OnlineKeys keys, byte[] file) {
        RepositoryContents contents = current.revision().contents();
        Targets before = contents.targets().role();
        SignedRole<Targets> targets = offline.targets(file, contents.root().role(), before.version() + 1, keys);
        TargetsReview review = new TargetsReview(before.targets(), targets.role());
        Set<UUID> signed = review.signed(releases.findAll(current.tenant(), review.concerned()));
        return signing.next(current.revision(), contents.withTargets(targets), keys)
                .signingReleases(signed);
    }
}
