package io.slipway.artifact.repository;

import java.util.Optional;

import io.slipway.artifact.signing.OnlineKeys;
import io.slipway.artifact.tenant.Tenant;
import io.slipway.metadata.publication.RepositoryContents;
import io.slipway.metadata.publication.SignedRole;
import io.slipway.metadata.role.Root;

/** Takes a new root that the operator has signed offline: keys are renewed or rotated with it. */
public final class SubmitRoot {

    private final AmendRepository amend;
    private final OfflineMetadata offline;
    private final OnlineSigning signing;

    public SubmitRoot(AmendRepository amend, OfflineMetadata offline, OnlineSigning signing) {
        this.amend = amend;
        this.offline = offline;
        this.signing = signing;
    }

    /**
     * Stores the root as the next state, with snapshot and timestamp signed anew.
     *
     * @throws RepositoryRefusedException if it does not name this service's online keys, or the present targets metadata would not be valid under it
     * @throws io.slipway.metadata.refusal.MetadataRefusedException if it is malformed, expired, of another version than the next, or not signed by a
     *     threshold of the present root keys and of its own
     */
    public void submit(Tenant tenant, byte[] file) {
        amend.amend(tenant, (current, keys) -> Optional.of(amendment(current, keys, file)));
    }

    private Amendment amendment(TenantRepository current, OnlineKeys keys, byte[] file) {
        RepositoryContents contents = current.revision().contents();
        SignedRole<Root> root = offline.nextRoot(file, contents.root(), keys);
        if (!offline.isSignedUnder(contents.targets(), root.role())) {
            throw new RepositoryRefusedException(new RepositoryRefusal.TargetsOrphaned());
        }
        return signing.next(current.revision(), contents.withRoot(root), keys);
    }
}
